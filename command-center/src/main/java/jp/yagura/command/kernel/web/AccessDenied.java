package jp.yagura.command.kernel.web;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.security.authentication.AuthorizationException;
import io.micronaut.security.authentication.DefaultAuthorizationExceptionHandler;
import jakarta.inject.Singleton;

/** 401 for those whom we do not know, 403 for those whom we know: documents, never a redirect. */
@Singleton
@Replaces(DefaultAuthorizationExceptionHandler.class)
final class AccessDenied implements ExceptionHandler<AuthorizationException, HttpResponse<?>> {

  @Override
  @SuppressWarnings("rawtypes") // as the interface declares it
  public HttpResponse<?> handle(HttpRequest request, AuthorizationException denied) {
    return ProblemAnswers.answer(
        denied.isForbidden() ? StatusProblems.notPermitted() : StatusProblems.notLoggedIn());
  }
}
