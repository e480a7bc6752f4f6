package jp.yagura.command.kernel.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import jp.yagura.command.testing.TestBrowser;
import jp.yagura.command.testing.TestBrowser.Answer;
import jp.yagura.command.testing.TestCenter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecurityHeadersHttpTest {

  private TestCenter center;
  private TestBrowser browser;

  @BeforeAll
  void start() {
    center = TestCenter.start(Map.of("yagura.metrics.token", "let-me-see"));
    browser = center.browser();
  }

  @AfterAll
  void stop() {
    center.close();
  }

  @Test
  void everyAnswerTellsBrowsersToStayWithUs() {
    Stream.of("/", "/api/session", "/api/login-options", "/health", "/no-such-page")
        .map(browser::get)
        .forEach(SecurityHeadersHttpTest::isGuarded);
    isGuarded(browser.delete("/api/login-options"));
  }

  private static void isGuarded(Answer answer) {
    assertThat(answer.header("Content-Security-Policy"))
        .as("%s", answer.http().uri())
        .contains("default-src 'self'")
        .contains("script-src 'self' 'wasm-unsafe-eval'")
        .contains("object-src 'none'")
        .contains("frame-ancestors 'none'")
        .doesNotContain("unsafe-inline")
        .doesNotContain("http");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(answer.header("Permissions-Policy")).contains("geolocation=(self)");
    assertThat(answer.header("Server")).isEmpty();
    assertThat(answer.header("Strict-Transport-Security")).isEmpty();
  }

  @Test
  void pagesAndHealthNeedNoLogIn() {
    assertThat(Stream.of("/", "/health", "/health/readiness", "/api-docs/", "/api/login-options"))
        .allSatisfy(path -> assertThat(browser.get(path).status()).as(path).isLessThan(400));
  }

  @Test
  void figuresAreForThisMachineOrWithTheToken() {
    for (String path : List.of("/prometheus", "/prometheus/")) {
      assertThat(browser.get(path).status()).as(path).isEqualTo(200);
      assertThat(asIfFromAfar(path, "").code()).as(path).isEqualTo("metrics-closed");
      assertThat(asIfFromAfar(path, "Bearer wrong").code()).as(path).isEqualTo("metrics-closed");
      assertThat(asIfFromAfar(path, "Bearer let-me-see").status()).as(path).isEqualTo(200);
    }
  }

  @Test
  void noOtherSpellingOfTheirAddressGetsPastTheGate() {
    assertThat(
            List.of(
                "/prometheus//",
                "/prometheus/?x=1",
                "/%70rometheus",
                "/prometheus;x",
                "/./prometheus",
                "/x/../prometheus",
                "/PROMETHEUS"))
        .allSatisfy(path -> assertThat(asIfFromAfar(path, "").status()).as(path).isNotEqualTo(200));
  }

  /** A gateway on this machine passes on what comes from elsewhere. */
  private Answer asIfFromAfar(String path, String authorization) {
    var request = browser.request(path).GET().header("X-Forwarded-For", "198.51.100.1");
    return browser.send(
        authorization.isEmpty() ? request : request.header("Authorization", authorization));
  }

  @Test
  void tilesFromTheInternetAreAllowedOnlyWhenSwitchedOn() {
    try (TestCenter own = TestCenter.start(Map.of("yagura.map.gsi", true))) {
      String policy = own.browser().get("/").header("Content-Security-Policy");
      assertThat(List.of(policy.split("; ")))
          .contains("img-src 'self' blob: data: https://cyberjapandata.gsi.go.jp")
          .contains("connect-src 'self' https://cyberjapandata.gsi.go.jp");
    }
  }
}
