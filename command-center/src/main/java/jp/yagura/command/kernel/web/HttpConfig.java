package jp.yagura.command.kernel.web;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.bind.annotation.Bindable;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * @param origins other origins that pages of this command center are served from, e.g. the public
 *     address of a gateway that rewrites the Host header
 * @param trustedProxies addresses of gateways whose X-Forwarded-For and X-Forwarded-Proto are
 *     believed; from everybody else these headers are ignored
 */
@Context // read at the start: a mistake in it is told then, and not to the first who comes
@ConfigurationProperties("yagura.http")
record HttpConfig(
    @Bindable(defaultValue = "") List<String> origins,
    @Bindable(defaultValue = "") List<String> trustedProxies) {

  HttpConfig {
    origins = origins.stream().filter(text -> !text.isBlank()).toList();
    trustedProxies =
        trustedProxies.stream().map(String::strip).filter(text -> !text.isEmpty()).toList();
    trustedProxies.forEach(HttpConfig::address);
  }

  /** Compared as addresses: ::1 and 0:0:0:0:0:0:0:1 are the same gateway. */
  Set<InetAddress> trustedAddresses() {
    return trustedProxies.stream().map(HttpConfig::address).collect(Collectors.toUnmodifiableSet());
  }

  private static InetAddress address(String text) {
    try {
      return InetAddress.ofLiteral(text);
    } catch (IllegalArgumentException _) {
      throw new IllegalArgumentException(
          "yagura.http.trusted-proxies takes single addresses like 10.0.0.5 or fd00::5, no names"
              + " and no networks: "
              + text);
    }
  }
}
