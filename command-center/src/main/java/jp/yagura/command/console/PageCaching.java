package jp.yagura.command.console;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/**
 * Files whose name holds their hash may be kept for ever; pages and the service worker are asked
 * for anew each time, or a new version would never arrive; answers of the API are kept nowhere.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class PageCaching {

  @ResponseFilter
  void decide(HttpRequest<?> request, MutableHttpResponse<?> response) {
    String path = request.getPath();
    String policy;
    if (path.startsWith("/assets/")) {
      policy = "public, max-age=31536000, immutable";
    } else if (path.startsWith("/api/")) {
      policy = "no-store";
    } else {
      policy = "no-cache";
    }
    response.getHeaders().set(HttpHeaders.CACHE_CONTROL, policy);
  }
}
