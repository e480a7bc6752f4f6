package jp.yagura.command.kernel.web;

/** The short names of the common refusals. */
final class Titles {

  static final Wording INVALID = new Wording("入力に誤りがあります", "Something entered is not right");
  static final Wording NOT_LOGGED_IN = new Wording("ログインが必要です", "Please log in");
  static final Wording FORBIDDEN = new Wording("許可されていません", "Not allowed");
  static final Wording NOT_FOUND = new Wording("見つかりません", "Not found");
  static final Wording CONFLICT = new Wording("他の変更とぶつかりました", "In conflict with something else");
  static final Wording TOO_MANY = new Wording("回数が多すぎます", "Too many attempts");
  static final Wording UNAVAILABLE = new Wording("いまは処理できません", "Not possible at the moment");
  static final Wording UNREADABLE = new Wording("送られた内容が読めません", "What was sent cannot be read");
  static final Wording NOT_SUPPORTED = new Wording("この方法では扱えません", "Not possible this way");
  static final Wording TOO_LARGE = new Wording("大きすぎます", "Too large");
  static final Wording BROKEN = new Wording("内部の誤りが起きました", "Something went wrong inside");

  private Titles() {}
}
