package jp.yagura.command.kernel.access;

import io.micronaut.context.annotation.Value;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import jp.yagura.command.kernel.web.Caller;
import jp.yagura.command.kernel.web.Problem;

/** Figures of the machine are for those who run it: from the machine itself, or with the token. */
@ServerFilter({"/prometheus", "/prometheus/**"}) // the router takes a slash at the end for nothing
final class MetricsGate {

  private static final String BEARER = "Bearer ";

  private final Caller caller;
  private final String token;

  MetricsGate(Caller caller, @Value("${yagura.metrics.token:}") String token) {
    this.caller = caller;
    this.token = token;
  }

  @RequestFilter
  void check(HttpRequest<?> request) {
    if (!caller.isThisMachine(request) && !hasToken(request)) {
      throw Problem.forbidden(
          "metrics-closed",
          "この情報はサーバー自身からか、設定したトークン(yagura.metrics.token)でだけ見られます。",
          "Only from the server itself, or with the configured token (yagura.metrics.token).");
    }
  }

  private boolean hasToken(HttpRequest<?> request) {
    String given = request.getHeaders().get(HttpHeaders.AUTHORIZATION);
    return !token.isEmpty()
        && given != null
        && given.startsWith(BEARER)
        && MessageDigest.isEqual(
            token.getBytes(StandardCharsets.UTF_8),
            given.substring(BEARER.length()).getBytes(StandardCharsets.UTF_8));
  }
}
