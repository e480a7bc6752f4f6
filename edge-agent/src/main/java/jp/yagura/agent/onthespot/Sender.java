package jp.yagura.agent.onthespot;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.regex.Pattern;

/// Tells whether a request comes from this very page. A browser on the same wire may have other
/// pages open, and they may try to speak in its name.
final class Sender {

  /// By number, or by a name that only the wire itself gives: any other name may be somebody's on
  /// the internet who lets it point here.
  private static final Pattern OURS =
      Pattern.compile(
          "(?:[0-9]{1,3}(?:\\.[0-9]{1,3}){3}|\\[[0-9A-Fa-f:.]+]|localhost|[a-z0-9-]{1,63}\\.local)"
              + "(?::[0-9]{1,5})?",
          Pattern.CASE_INSENSITIVE);

  private Sender() {}

  static boolean cameByAddress(HttpHeaders headers) {
    String host = headers.get(HttpHeaderNames.HOST, "");
    return headers.getAll(HttpHeaderNames.HOST).size() == 1 && OURS.matcher(host).matches();
  }

  static boolean isOurPage(HttpHeaders headers) {
    String origin = headers.get(HttpHeaderNames.ORIGIN, "");
    String type = headers.get(HttpHeaderNames.CONTENT_TYPE, "");
    return origin.equals("http://" + headers.get(HttpHeaderNames.HOST, ""))
        && type.startsWith("application/json");
  }
}
