package jp.yagura.agent.onthespot;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Why something was not done, and what to do (RFC 9457, in both languages).
///
/// @param retryAfter when it is worth trying again
record Refusal(int status, String code, String ja, String en, Optional<Duration> retryAfter) {
  static final Refusal BAD_REQUEST =
      of(
          400,
          "bad-request",
          "この要求は読めません。画面を開き直してください。",
          "This request cannot be read. Open the page anew.");
  static final Refusal NOT_FOUND =
      of(
          404,
          "not-found",
          "ここには何もありません。最初の画面を開いてください。",
          "There is nothing here. Open the first page.");
  static final Refusal METHOD = of(405, "method", "ここではその操作はできません。", "That cannot be done here.");
  static final Refusal TOO_LARGE = of(413, "too-large", "要求が大きすぎます。", "The request is too large.");
  static final Refusal FOREIGN =
      of(
          403,
          "foreign",
          "ほかの画面からの操作は受け付けません。この装置の画面を番地（数字）で開いてください。",
          "Other pages may not act here. Open this box's page by its address in numbers.");
  static final Refusal NO_PIN =
      of(
          403,
          "no-pin",
          "暗証番号が設定されていないため、見るだけです。定義ファイルの local.pin を設定してください。",
          "No PIN is set, so this page only shows. Set local.pin in the site file.");
  static final Refusal WRONG_PIN = of(403, "wrong-pin", "暗証番号が違います。", "The PIN is wrong.");

  private static Refusal of(int status, String code, String ja, String en) {
    return new Refusal(status, code, ja, en, Optional.empty());
  }

  static Refusal locked(Duration left) {
    long seconds = left.toSeconds() + 1;
    return new Refusal(
        429,
        "locked",
        "暗証番号の間違いが続いたため、あと%d秒は受け付けません。".formatted(seconds),
        "Too many wrong PINs: wait %d s and try again.".formatted(seconds),
        Optional.of(Duration.ofSeconds(seconds)));
  }

  static Refusal tooSoon(Duration left) {
    long seconds = left.toSeconds() + 1;
    return new Refusal(
        429,
        "too-soon",
        "試験送信をしたばかりです。あと%d秒お待ちください。".formatted(seconds),
        "A test message has just been sent: wait %d s.".formatted(seconds),
        Optional.of(Duration.ofSeconds(seconds)));
  }

  String json() {
    Map<String, Object> problem = new LinkedHashMap<>();
    problem.put("type", "about:blank");
    problem.put("title", ja);
    problem.put("titleEn", en);
    problem.put("status", status);
    problem.put("code", code);
    retryAfter.ifPresent(time -> problem.put("retryAfterSeconds", time.toSeconds()));
    return Json.of(problem);
  }
}
