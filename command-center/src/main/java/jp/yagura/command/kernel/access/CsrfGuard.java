package jp.yagura.command.kernel.access;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import java.util.Set;
import jp.yagura.command.kernel.web.Caller;
import jp.yagura.command.kernel.web.Problem;

/**
 * Lets nothing be changed by a page of somebody else: the browser must say that the request comes
 * from our own pages, and whoever is logged in must show the token that only our pages can read.
 */
@ServerFilter("/api/**")
final class CsrfGuard implements Ordered {

  static final String HEADER = "X-Yagura-CSRF";

  /** Here one becomes someone; a token of who one was before proves nothing. */
  private static final Set<String> WITHOUT_TOKEN = Set.of("/api/session", "/api/setup");

  private static final Set<HttpMethod> HARMLESS =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  private final Caller caller;

  CsrfGuard(Caller caller) {
    this.caller = caller;
  }

  /** After it is known who is asking. */
  @Override
  public int getOrder() {
    return ServerFilterPhase.SECURITY.after();
  }

  @RequestFilter
  void check(HttpRequest<?> request) {
    if (HARMLESS.contains(request.getMethod())) {
      return;
    }
    if (!caller.isSameOrigin(request)) {
      throw Problem.forbidden(
          "cross-site",
          "別のサイトからの操作は受け付けません。このシステムの画面から操作してください。",
          "Requests caused by another site are refused. Use the pages of this system.");
    }
    if (request.getUserPrincipal().isPresent() && needsToken(request) && !hasToken(request)) {
      throw Problem.forbidden(
          "csrf",
          "画面を読み直してから、もう一度操作してください。",
          "Reload the page and try again: the " + HEADER + " header is missing or out of date.");
    }
  }

  private static boolean needsToken(HttpRequest<?> request) {
    return request.getMethod() != HttpMethod.POST || !WITHOUT_TOKEN.contains(request.getPath());
  }

  private static boolean hasToken(HttpRequest<?> request) {
    String given = request.getHeaders().get(HEADER);
    return given != null
        && SessionCookies.read(request).filter(token -> token.isCsrf(given)).isPresent();
  }
}
