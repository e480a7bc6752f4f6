package jp.yagura.command.kernel.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import jp.yagura.command.testing.TestBrowser;
import jp.yagura.command.testing.TestCenter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesHttpTest {

  @ParameterizedTest
  @ValueSource(strings = {"::1", "0:0:0:0:0:0:0:1", " ::0001 "})
  void aGatewayIsKnownByItsAddressHoweverThatIsWritten(String written) {
    try (TestCenter center =
        TestCenter.start(
            Map.of("yagura.http.host", "[::1]", "yagura.http.trusted-proxies", written))) {
      assertThat(overHttps(center)).startsWith("max-age=");
    }
  }

  @Test
  void anIpv4GatewayIsKnownAlsoWhenItsAddressIsWrittenAsIpv6() {
    try (TestCenter center =
        TestCenter.start(Map.of("yagura.http.trusted-proxies", "::ffff:127.0.0.1"))) {
      assertThat(overHttps(center)).startsWith("max-age=");
    }
  }

  @Test
  void anyOtherGatewayIsNotBelieved() {
    try (TestCenter center =
        TestCenter.start(Map.of("yagura.http.trusted-proxies", List.of("127.0.0.2", "::1")))) {
      assertThat(overHttps(center)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gateway.city.example.jp", "10.0.0.0/8", "localhost"})
  void whatIsNoAddressIsRefusedAtTheStartInsteadOfBeingIgnored(String written) {
    assertThatThrownBy(
            () -> TestCenter.start(Map.of("yagura.http.trusted-proxies", written)).close())
        .rootCause()
        .hasMessage(
            "yagura.http.trusted-proxies takes single addresses like 10.0.0.5 or fd00::5, no names"
                + " and no networks: "
                + written);
  }

  /** What is said to a browser that came by https, as the gateway tells. */
  private static String overHttps(TestCenter center) {
    TestBrowser browser = center.browser();
    return browser
        .send(browser.request("/").GET().header("X-Forwarded-Proto", "https"))
        .header("Strict-Transport-Security");
  }
}
