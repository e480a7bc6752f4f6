package jp.yagura.command.kernel.web;

import io.micronaut.context.annotation.Factory;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.UUID;
import jp.yagura.command.kernel.db.StorageException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What our own code throws, as answers. */
@Factory
final class ProblemHandlers {

  private static final Logger log = LoggerFactory.getLogger(ProblemHandlers.class);
  private static final Duration STORAGE_RETRY = Duration.ofSeconds(5);

  @Singleton
  ExceptionHandler<Problem, HttpResponse<?>> problems() {
    return (request, problem) -> ProblemAnswers.answer(problem);
  }

  @Singleton
  ExceptionHandler<StorageException, HttpResponse<?>> storage() {
    return (request, failure) -> {
      log.error(
          "not stored: {} {}: {}", request.getMethod(), request.getPath(), failure.getMessage());
      return ProblemAnswers.answer(
          Problem.unavailable(
              "storage-unavailable",
              "データを保存・読み出しできません。入力はそのまま残し、少し待ってもう一度お試しください。続くときは管理者に連絡してください。",
              "Data cannot be stored or read. Keep what you entered and try again shortly; if it"
                  + " goes on, tell the administrator.",
              STORAGE_RETRY));
    };
  }

  /** Whatever nobody foresaw: the log holds the cause, the answer only the key to find it. */
  @Singleton
  ExceptionHandler<Throwable, HttpResponse<?>> unforeseen() {
    return (request, failure) -> {
      String key = UUID.randomUUID().toString().substring(0, 8);
      log.error("[{}] {} {} failed", key, request.getMethod(), request.getPath(), failure);
      return ProblemAnswers.answer(
          Problem.of(
              io.micronaut.http.HttpStatus.INTERNAL_SERVER_ERROR,
              "internal",
              Titles.BROKEN,
              new Wording(
                  "管理者に受付番号 " + key + " を伝えてください。記録に原因が残っています。",
                  "Tell the administrator the key " + key + "; the log holds the cause.")));
    };
  }
}
