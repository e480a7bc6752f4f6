package jp.yagura.command.kernel.web;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import java.time.Duration;
import java.util.List;

/** A sentence for each status that the framework can answer with. */
final class StatusProblems {

  private StatusProblems() {}

  static Problem malformed() {
    return Problem.of(
        HttpStatus.BAD_REQUEST,
        "malformed",
        Titles.UNREADABLE,
        new Wording(
            "正しい JSON ではないか、必要な項目が欠けています。",
            "It is not valid JSON, or a required field is missing."));
  }

  static Problem notLoggedIn() {
    return Problem.of(
        HttpStatus.UNAUTHORIZED,
        "not-logged-in",
        Titles.NOT_LOGGED_IN,
        new Wording(
            "ログインしていないか、時間が過ぎました。もう一度ログインしてください。",
            "You are not logged in, or your session has ended. Please log in again."));
  }

  static Problem notPermitted() {
    return Problem.forbidden(
        "not-permitted",
        "あなたの役割ではこの操作はできません。必要なときは管理者に役割の変更を頼んでください。",
        "Your role does not allow this. If you need it, ask the administrator to change your role.");
  }

  static Problem of(HttpStatus status, HttpRequest<?> request, List<String> told) {
    return switch (status) {
      case BAD_REQUEST, UNPROCESSABLE_ENTITY -> malformed();
      case UNAUTHORIZED -> notLoggedIn();
      case FORBIDDEN -> notPermitted();
      case NOT_FOUND ->
          Problem.of(
              status,
              "not-found",
              Titles.NOT_FOUND,
              new Wording(
                  "このアドレスには何もありません: " + request.getPath(),
                  "There is nothing at this address: " + request.getPath()));
      case METHOD_NOT_ALLOWED ->
          Problem.of(
              status,
              "method-not-allowed",
              Titles.NOT_SUPPORTED,
              new Wording(
                  "このアドレスでは " + request.getMethodName() + " は使えません。",
                  request.getMethodName() + " is not possible at this address."));
      case NOT_ACCEPTABLE ->
          Problem.of(
              status,
              "not-acceptable",
              Titles.NOT_SUPPORTED,
              new Wording("求められた形式では返せません。", "The answer is not available in the requested form."));
      case REQUEST_ENTITY_TOO_LARGE ->
          Problem.of(
              status,
              "too-large",
              Titles.TOO_LARGE,
              new Wording(
                  "送られた内容が大きすぎます。小さく分けて送ってください。",
                  "What was sent is too large. Send it in smaller parts."));
      case UNSUPPORTED_MEDIA_TYPE ->
          Problem.of(
              status,
              "unsupported-media-type",
              Titles.NOT_SUPPORTED,
              new Wording(
                  "この形式は受け付けません。JSON(application/json)で送ってください。",
                  "This form is not accepted. Send JSON (application/json)."));
      case CONFLICT ->
          Problem.conflict(
              "conflict", "他の人の変更とぶつかりました。読み直してください。", "Somebody else changed it. Please reload.");
      case TOO_MANY_REQUESTS ->
          Problem.tooMany(
              "too-many-requests", "少し待ってください。", "Please wait a moment.", Duration.ofSeconds(30));
      case SERVICE_UNAVAILABLE ->
          Problem.unavailable(
              "unavailable",
              "少し待ってもう一度お試しください。",
              "Please try again shortly.",
              Duration.ofSeconds(5));
      default ->
          Problem.of(
              status,
              "http-" + status.getCode(),
              status.getCode() < 500 ? Titles.NOT_SUPPORTED : Titles.BROKEN,
              new Wording(
                  "処理できませんでした(" + status.getCode() + ")。",
                  told.isEmpty() ? status.getReason() : String.join("; ", told)));
    };
  }
}
