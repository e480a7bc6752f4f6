package jp.yagura.command.kernel.web;

import io.micronaut.context.annotation.Primary;
import io.micronaut.core.convert.exceptions.ConversionErrorException;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import io.micronaut.web.router.exceptions.UnsatisfiedRouteException;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolationException;
import java.util.List;

/** What the framework refuses by itself, said in our form. */
@Singleton
@Primary
final class FrameworkProblems implements ErrorResponseProcessor<ProblemDocument> {

  @Override
  public MutableHttpResponse<ProblemDocument> processResponse(
      ErrorContext context, MutableHttpResponse<?> response) {
    return ProblemAnswers.fill(response, problem(context, response.status()));
  }

  private static Problem problem(ErrorContext context, HttpStatus status) {
    return switch (context.getRootCause().orElse(null)) {
      case Problem problem -> problem;
      case ConstraintViolationException broken -> Problem.invalid(Constraints.faults(broken));
      case UnsatisfiedRouteException missing -> missing(missing.getArgument());
      case ConversionErrorException wrong -> unreadable(wrong.getArgument());
      case null, default -> byStatus(context, status);
    };
  }

  private static Problem missing(Argument<?> argument) {
    String name = argument.getName();
    return isBody(argument)
        ? StatusProblems.malformed()
        : Problem.invalid(name, name + " を指定してください。", name + " is needed.");
  }

  private static Problem unreadable(Argument<?> argument) {
    String name = argument.getName();
    return isBody(argument)
        ? StatusProblems.malformed()
        : Problem.invalid(name, name + " の値が読めません。", "The value of " + name + " cannot be read.");
  }

  private static boolean isBody(Argument<?> argument) {
    return argument.getAnnotationMetadata().hasAnnotation(Body.class);
  }

  private static Problem byStatus(ErrorContext context, HttpStatus status) {
    List<String> told =
        context.getErrors().stream()
            .map(io.micronaut.http.server.exceptions.response.Error::getMessage)
            .toList();
    return StatusProblems.of(status, context.getRequest(), told);
  }
}
