package jp.yagura.command.console;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.Set;

/**
 * Files whose name holds their hash may be kept for ever; pages and the service worker are asked
 * for anew each time, or a new version would never arrive; answers of the API and errors are kept
 * nowhere: a file that is missing now may be there after the next update. Only an answer of the API
 * that says itself that it never changes, like a picture, may be kept.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class PageCaching {

  /** Whole, in part, or known already. */
  private static final Set<Integer> IS_THE_FILE = Set.of(200, 206, 304);

  @ResponseFilter
  void decide(HttpRequest<?> request, MutableHttpResponse<?> response) {
    String path = request.getPath();
    String policy;
    String said = response.getHeaders().get(HttpHeaders.CACHE_CONTROL);
    if (IS_THE_FILE.contains(response.code()) && said != null && said.contains("immutable")) {
      policy = said;
    } else if (path.startsWith("/api/") || response.code() >= 400) {
      policy = "no-store";
    } else if (path.startsWith("/assets/") && IS_THE_FILE.contains(response.code())) {
      policy = "public, max-age=31536000, immutable";
    } else {
      policy = "no-cache";
    }
    response.getHeaders().set(HttpHeaders.CACHE_CONTROL, policy);
  }
}
