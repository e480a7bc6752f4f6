package jp.yagura.command.kernel.access;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import jp.yagura.command.kernel.web.Caller;

/** Where a log-in comes from, for the log. */
record Client(String address, String agent) {

  private static final int MOST_AGENT = 200;

  static Client of(HttpRequest<?> request, Caller caller) {
    String agent = request.getHeaders().get(HttpHeaders.USER_AGENT);
    String shown = agent == null ? "" : agent;
    return new Client(
        caller.address(request), shown.substring(0, Math.min(MOST_AGENT, shown.length())));
  }
}
