package jp.yagura.command.kernel.access;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.HttpRequest;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.filters.AuthenticationFetcher;
import io.micronaut.security.token.TokenAuthenticationFetcher;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutorService;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Turns the cookie into who it is. Read from the database every time: what is revoked is revoked.
 * It stands in the place of the framework's own, which would take any token that an OpenID provider
 * has signed for a log-in, and what the token calls roles for permissions.
 */
@Singleton
@Replaces(TokenAuthenticationFetcher.class)
final class SessionFetcher implements AuthenticationFetcher<HttpRequest<?>> {

  private final Sessions sessions;
  private final Permissions permissions;
  private final ExecutorService blocking;

  SessionFetcher(
      Sessions sessions,
      Permissions permissions,
      @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
    this.sessions = sessions;
    this.permissions = permissions;
    this.blocking = blocking;
  }

  @Override
  public Publisher<Authentication> fetchAuthentication(HttpRequest<?> request) {
    return SessionCookies.read(request)
        .map(
            token ->
                Mono.fromCallable(() -> sessions.find(token))
                    .subscribeOn(Schedulers.fromExecutorService(blocking))
                    .flatMap(found -> Mono.justOrEmpty(found.map(this::authentication))))
        .orElseGet(Mono::empty);
  }

  private Authentication authentication(Session session) {
    return Viewer.of(session).authentication(permissions.of(session.account().roles()));
  }
}
