package jp.yagura.command.kernel.access;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import jp.yagura.command.kernel.web.Caller;

/** The cookie: out of reach of scripts, and never sent along from another site. */
@Singleton
class SessionCookies {

  static final String NAME = "yagura-session";

  private final SessionConfig config;
  private final Caller caller;

  SessionCookies(SessionConfig config, Caller caller) {
    this.config = config;
    this.caller = caller;
  }

  static Optional<SessionToken> read(HttpRequest<?> request) {
    return request
        .getCookies()
        .findCookie(NAME)
        .map(Cookie::getValue)
        .filter(value -> !value.isEmpty() && value.length() <= 64)
        .map(SessionToken::new);
  }

  /** Kept across a restart of the browser: a shelter's tablet must come back without a log-in. */
  Cookie give(SessionToken token, HttpRequest<?> request) {
    return cookie(token.secret(), request).maxAge(config.longest());
  }

  Cookie takeBack(HttpRequest<?> request) {
    return cookie("", request).maxAge(Duration.ZERO);
  }

  private Cookie cookie(String value, HttpRequest<?> request) {
    boolean secure = config.cookieSecure().equals("always") || caller.isSecure(request);
    return Cookie.of(NAME, value).path("/").httpOnly(true).sameSite(SameSite.Strict).secure(secure);
  }
}
