package jp.yagura.command.kernel.web;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;

/** A problem as an HTTP answer. */
final class ProblemAnswers {

  static final MediaType PROBLEM_JSON = MediaType.of("application/problem+json");

  private ProblemAnswers() {}

  static MutableHttpResponse<?> answer(Problem problem) {
    return fill(HttpResponse.status(problem.status()), problem);
  }

  static <T> MutableHttpResponse<ProblemDocument> fill(
      MutableHttpResponse<T> response, Problem problem) {
    problem
        .retryAfter()
        .ifPresent(
            wait ->
                response.header(
                    HttpHeaders.RETRY_AFTER,
                    Long.toString(ProblemDocument.secondsRoundedUp(wait))));
    return response
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .body(ProblemDocument.of(problem))
        .contentType(PROBLEM_JSON);
  }
}
