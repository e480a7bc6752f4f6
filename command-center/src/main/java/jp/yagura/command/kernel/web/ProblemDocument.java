package jp.yagura.command.kernel.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.util.List;

/** RFC 9457 as it goes over the wire: title and detail are Japanese, the English stands beside. */
@Serdeable
@Schema(name = "Problem")
record ProblemDocument(
    String type,
    String title,
    int status,
    String detail,
    String code,
    String titleEn,
    String detailEn,
    List<FieldFault> errors,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long retryAfterSeconds) {

  @Serdeable
  @Schema(name = "ProblemField")
  record FieldFault(String field, String message, String messageEn) {}

  static ProblemDocument of(Problem problem) {
    return new ProblemDocument(
        "urn:yagura:problem:" + problem.code(),
        problem.title().ja(),
        problem.status().getCode(),
        problem.detail().ja(),
        problem.code(),
        problem.title().en(),
        problem.detail().en(),
        problem.faults().stream()
            .map(f -> new FieldFault(f.field(), f.message().ja(), f.message().en()))
            .toList(),
        problem.retryAfter().map(ProblemDocument::secondsRoundedUp).orElse(null));
  }

  /** Rounded up: whoever comes back after this long is not told to wait once more. */
  static long secondsRoundedUp(Duration wait) {
    return Math.max(1, wait.plusMillis(999).toSeconds());
  }
}
