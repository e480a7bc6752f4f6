package jp.yagura.command.kernel.access;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.security.oauth2.configuration.OauthClientConfiguration;
import java.net.URI;
import java.util.List;

/**
 * People, not programs, are on the way to and from an OpenID provider: when it fails they are
 * brought back to the log-in page with the reason, where the password still works.
 */
@ServerFilter("/oauth/**")
final class OidcWayBack implements Ordered {

  private final boolean hasProviders;

  OidcWayBack(List<OauthClientConfiguration> clients) {
    this.hasProviders = !clients.isEmpty();
  }

  /** Within the security headers, outside of everything else. */
  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE + 1;
  }

  @ResponseFilter
  MutableHttpResponse<?> lead(HttpRequest<?> request, MutableHttpResponse<?> response) {
    HttpStatus status = response.status();
    if (!hasProviders || status.getCode() < 400 || status == HttpStatus.NOT_FOUND) {
      return response;
    }
    return back(status.getCode() >= 500 ? "oidc-away" : "oidc-failed");
  }

  /** The log-in page tells the reason by its code. */
  static MutableHttpResponse<?> back(String code) {
    return HttpResponse.seeOther(URI.create("/?login=" + code));
  }
}
