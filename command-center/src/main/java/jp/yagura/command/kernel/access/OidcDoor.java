package jp.yagura.command.kernel.access;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.authentication.AuthenticationResponse;
import io.micronaut.security.handlers.RedirectingLoginHandler;
import jakarta.inject.Singleton;
import java.net.URI;
import jp.yagura.command.kernel.web.Caller;
import jp.yagura.command.kernel.web.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whoever comes back from an OpenID provider gets our own session and is sent to the first page.
 */
@Singleton
final class OidcDoor implements RedirectingLoginHandler<HttpRequest<?>, MutableHttpResponse<?>> {

  private static final Logger log = LoggerFactory.getLogger(OidcDoor.class);

  private final OidcAccounts accounts;
  private final SessionCookies cookies;
  private final Caller caller;

  OidcDoor(OidcAccounts accounts, SessionCookies cookies, Caller caller) {
    this.accounts = accounts;
    this.cookies = cookies;
    this.caller = caller;
  }

  @Override
  public MutableHttpResponse<?> loginSuccess(
      Authentication authentication, HttpRequest<?> request) {
    if (!(authentication.getAttributes().get(OidcMapper.PERSON) instanceof OidcPerson person)) {
      throw new IllegalStateException("only people from an OpenID provider come this way");
    }
    try {
      Sessions.Opened opened = accounts.enter(person, Client.of(request, caller));
      return HttpResponse.seeOther(URI.create("/")).cookie(cookies.give(opened.token(), request));
    } catch (Problem refusal) {
      log.info("{} of {} was refused: {}", person.name(), person.provider(), refusal.code());
      return OidcWayBack.back(refusal.code());
    }
  }

  /** Sessions of ours have no refresh tokens. */
  @Override
  public MutableHttpResponse<?> loginRefresh(
      Authentication authentication, String refreshToken, HttpRequest<?> request) {
    return OidcWayBack.back("not-supported");
  }

  @Override
  public MutableHttpResponse<?> loginFailed(
      AuthenticationResponse response, HttpRequest<?> request) {
    log.warn("an OpenID log-in failed: {}", response.getMessage().orElse("no reason given"));
    return OidcWayBack.back("oidc-failed");
  }
}
