package jp.yagura.command.kernel.access;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.security.authentication.AuthenticationResponse;
import io.micronaut.security.oauth2.endpoint.authorization.state.State;
import io.micronaut.security.oauth2.endpoint.token.response.DefaultOpenIdAuthenticationMapper;
import io.micronaut.security.oauth2.endpoint.token.response.OpenIdAuthenticationMapper;
import io.micronaut.security.oauth2.endpoint.token.response.OpenIdClaims;
import io.micronaut.security.oauth2.endpoint.token.response.OpenIdTokenResponse;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** What the provider has vouched for and the framework has verified, handed on to our own door. */
@Singleton
@Replaces(DefaultOpenIdAuthenticationMapper.class)
final class OidcMapper implements OpenIdAuthenticationMapper {

  /** The attribute that holds an {@link OidcPerson} on its way to {@link OidcDoor}. */
  static final String PERSON = "yagura.person";

  private final OidcConfig config;
  private final ExecutorService blocking;

  OidcMapper(OidcConfig config, @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
    this.config = config;
    this.blocking = blocking;
  }

  /** What follows is answered off the event loop: the door writes to the database. */
  @Override
  public Publisher<AuthenticationResponse> createAuthenticationResponse(
      String providerName,
      OpenIdTokenResponse tokenResponse,
      OpenIdClaims openIdClaims,
      @Nullable State state) {
    return Mono.fromCallable(() -> response(providerName, openIdClaims.getClaims()))
        .subscribeOn(Schedulers.fromExecutorService(blocking));
  }

  private AuthenticationResponse response(String provider, Map<String, Object> claims) {
    return OidcPerson.of(provider, claims, config)
        .map(
            person ->
                AuthenticationResponse.success(
                    person.name().text(), Map.<String, Object>of(PERSON, person)))
        .orElseGet(() -> AuthenticationResponse.failure("incomplete-claims"));
  }
}
