package jp.yagura.command.kernel.web;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Where a request really comes from, also when a gateway stands before us. */
@Singleton
public final class Caller {

  private static final String FORWARDED_FOR = "X-Forwarded-For";
  private static final String FORWARDED_PROTO = "X-Forwarded-Proto";

  private final List<String> origins;
  private final Set<InetAddress> trustedProxies;

  Caller(HttpConfig config) {
    this.origins = config.origins();
    this.trustedProxies = config.trustedAddresses();
  }

  /** The address of the client; what a gateway says counts only if the gateway is trusted. */
  public String address(HttpRequest<?> request) {
    String peer = peer(request);
    if (!isFromTrustedProxy(request)) {
      return peer;
    }
    // The last one was added by the trusted gateway; those before it may be invented.
    List<String> chain =
        request.getHeaders().getAll(FORWARDED_FOR).stream()
            .flatMap(header -> List.of(header.split(",", -1)).stream())
            .map(String::strip)
            .filter(address -> !address.isEmpty())
            .toList();
    return chain.isEmpty() ? peer : chain.getLast();
  }

  public boolean isSecure(HttpRequest<?> request) {
    return request.isSecure()
        || (isFromTrustedProxy(request)
            && "https".equals(request.getHeaders().get(FORWARDED_PROTO)));
  }

  /** From this very machine, and not through a gateway that runs on it. */
  public boolean isThisMachine(HttpRequest<?> request) {
    return request.getRemoteAddress().getAddress() != null
        && request.getRemoteAddress().getAddress().isLoopbackAddress()
        && request.getHeaders().get(FORWARDED_FOR) == null
        && request.getHeaders().get(HttpHeaders.FORWARDED) == null;
  }

  /**
   * False if a browser says that another site caused the request. Programs that are not browsers
   * send neither header and are let through: they hold no cookie that somebody else could use.
   */
  public boolean isSameOrigin(HttpRequest<?> request) {
    String site = request.getHeaders().get("Sec-Fetch-Site");
    String origin = request.getHeaders().get(HttpHeaders.ORIGIN);
    if (origin != null) {
      return origins.contains(origin) || isOwn(origin, request);
    }
    return site == null || site.equals("same-origin") || site.equals("none");
  }

  private static boolean isOwn(String origin, HttpRequest<?> request) {
    String host = request.getHeaders().get(HttpHeaders.HOST);
    return host != null
        && authority(origin)
            .filter(authority -> authority.equals(host.toLowerCase(Locale.ROOT)))
            .isPresent();
  }

  private static Optional<String> authority(String origin) {
    try {
      return Optional.ofNullable(URI.create(origin).getAuthority())
          .map(authority -> authority.toLowerCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // "null" and nonsense alike
    }
  }

  private boolean isFromTrustedProxy(HttpRequest<?> request) {
    InetAddress peer = request.getRemoteAddress().getAddress();
    return peer != null && trustedProxies.contains(peer);
  }

  private static String peer(HttpRequest<?> request) {
    return request.getRemoteAddress().getAddress() == null
        ? request.getRemoteAddress().getHostString()
        : request.getRemoteAddress().getAddress().getHostAddress();
  }
}
