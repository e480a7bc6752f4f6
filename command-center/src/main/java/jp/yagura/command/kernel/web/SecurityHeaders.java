package jp.yagura.command.kernel.web;

import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Tells browsers, with every answer, what pages of ours may and may not do. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Order(Ordered.HIGHEST_PRECEDENCE) // outermost: also the answers of other filters pass here
final class SecurityHeaders {

  private static final String ONE_YEAR_OF_HTTPS = "max-age=31536000";

  private final Caller caller;
  private final Map<String, String> headers = new LinkedHashMap<>();

  SecurityHeaders(Caller caller, List<PageSource> sources) {
    this.caller = caller;
    headers.put("Content-Security-Policy", policy(sources));
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("X-Frame-Options", "DENY"); // for browsers that do not know frame-ancestors
    headers.put("Referrer-Policy", "no-referrer");
    headers.put("Cross-Origin-Opener-Policy", "same-origin");
    headers.put("Cross-Origin-Resource-Policy", "same-origin");
    headers.put(
        "Permissions-Policy",
        "camera=(self), geolocation=(self), microphone=(), payment=(), usb=(), browsing-topics=()");
  }

  /** MapLibre compiles WebAssembly and runs a worker; nothing needs inline scripts or styles. */
  private static String policy(List<PageSource> sources) {
    var origins = new TreeSet<String>();
    sources.forEach(source -> origins.addAll(source.origins()));
    String others = origins.isEmpty() ? "" : " " + String.join(" ", origins);
    return "default-src 'self'; img-src 'self' blob: data:"
        + others
        + "; connect-src 'self'"
        + others
        + "; worker-src 'self'; script-src 'self' 'wasm-unsafe-eval'; object-src 'none';"
        + " base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
  }

  @ResponseFilter
  void add(HttpRequest<?> request, MutableHttpResponse<?> response) {
    headers.forEach(
        (name, value) -> {
          if (!response.getHeaders().contains(name)) {
            response.header(name, value);
          }
        });
    if (caller.isSecure(request)) {
      response.header("Strict-Transport-Security", ONE_YEAR_OF_HTTPS);
    }
  }
}
