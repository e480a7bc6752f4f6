package jp.yagura.command.kernel.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jp.yagura.command.testing.TestBrowser;
import jp.yagura.command.testing.TestCenter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LoginHttpTest {

  private TestCenter center;

  @BeforeAll
  void start() {
    center = TestCenter.start();
  }

  @AfterAll
  void stop() {
    center.close();
  }

  @Test
  void whoLogsInIsToldWhoTheyAreAndWhatTheyMayDo() {
    TestBrowser browser = center.browser();
    TestBrowser.Answer answer = browser.logIn("admin", "yagura-admin");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.get("demo")).isEqualTo(true);
    assertThat(answer.object("account"))
        .containsEntry("name", "admin")
        .containsEntry("roles", List.of("admin"));
    assertThat(answer.object("account").get("permissions"))
        .asInstanceOf(LIST)
        .contains("account.manage")
        .doesNotContain("chronology.write");
    assertThat(browser.get("/api/session").json()).isEqualTo(answer.json());
  }

  @Test
  void theCookieIsOutOfReachOfScriptsAndOfOtherSites() {
    String cookie = center.browser().logIn("viewer", "yagura-viewer").header("Set-Cookie");
    assertThat(cookie)
        .startsWith("yagura-session=")
        .containsIgnoringCase("HttpOnly")
        .contains("SameSite=Strict", "Path=/")
        .doesNotContain("Secure", "Domain");
  }

  @Test
  void whoHasNotLoggedInIsAskedToInBothLanguages() {
    TestBrowser.Answer answer = center.browser().get("/api/session");
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.code()).isEqualTo("not-logged-in");
    assertThat(answer.json()).containsKeys("type", "title", "detail", "titleEn", "detailEn");
  }

  @Test
  void aWrongPasswordAndAnUnknownNameAreAnsweredAlike() {
    TestBrowser.Answer wrong = center.browser().logIn("clerk", "not this one");
    TestBrowser.Answer unknown = center.browser().logIn("no-such-name", "not this one");
    assertThat(wrong.status()).isEqualTo(401);
    assertThat(wrong.code()).isEqualTo("wrong-credentials");
    assertThat(unknown.json()).isEqualTo(wrong.json());
    assertThat(center.browser().logIn("   ?  ", "not this one").json()).isEqualTo(wrong.json());
  }

  @Test
  void emptyFieldsAreNamed() {
    TestBrowser.Answer answer = center.browser().logIn("", "");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("invalid");
    assertThat(answer.get("errors").toString())
        .contains("field=name")
        .contains("field=password")
        .contains("message=入力してください。");
  }

  @Test
  void afterFiveFailuresItIsClosedForThirtySeconds() {
    TestBrowser browser = center.browser();
    for (int i = 0; i < 5; i++) {
      assertThat(browser.logIn("surveyor", "wrong").status()).isEqualTo(401);
    }
    TestBrowser.Answer locked = browser.logIn("surveyor", "yagura-surveyor");
    assertThat(locked.status()).isEqualTo(429);
    assertThat(locked.code()).isEqualTo("locked-out");
    assertThat(locked.header("Retry-After")).isEqualTo("30");
    assertThat(((Number) locked.get("retryAfterSeconds")).longValue()).isEqualTo(30);
    center.clock().advance(Duration.ofSeconds(29));
    assertThat(browser.logIn("surveyor", "yagura-surveyor").header("Retry-After")).isEqualTo("1");
    center.clock().advance(Duration.ofSeconds(1));
    assertThat(browser.logIn("surveyor", "yagura-surveyor").status()).isEqualTo(200);
  }

  @Test
  void anExpiredSessionIsNoSession() {
    try (TestCenter own = TestCenter.start()) {
      TestBrowser browser = own.loggedInAs(Role.VIEWER);
      assertThat(browser.get("/api/session").status()).isEqualTo(200);
      own.clock().advance(Duration.ofHours(13));
      assertThat(browser.get("/api/session").status()).isEqualTo(401);
      assertThat(browser.get("/api/operations").status()).isEqualTo(401);
    }
  }

  @Test
  void aMadeUpCookieIsNoSession() {
    assertThat(
            center
                .browser()
                .send(
                    center
                        .browser()
                        .request("/api/session")
                        .GET()
                        .header("Cookie", "yagura-session=AAAA"))
                .status())
        .isEqualTo(401);
  }

  @Test
  void logOutEndsTheSessionForGood() {
    TestBrowser browser = center.loggedInAs(Role.VIEWER);
    String cookie = browser.cookies().getCookieStore().getCookies().getFirst().toString();
    TestBrowser.Answer out = browser.delete("/api/session");
    assertThat(out.status()).isEqualTo(204);
    assertThat(out.header("Set-Cookie")).contains("yagura-session=;").contains("Max-Age=0");
    assertThat(
            center
                .browser()
                .send(center.browser().request("/api/session").GET().header("Cookie", cookie))
                .status())
        .isEqualTo(401);
  }

  @Test
  void aRoleWithoutThePermissionIsRefused() {
    TestBrowser.Answer answer = center.loggedInAs(Role.VIEWER).get("/api/accounts");
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.code()).isEqualTo("not-permitted");
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(center.browser().get("/api/accounts").status()).isEqualTo(401);
  }

  @Test
  void behindATrustedGatewayTheCookieIsBoundToHttps() {
    try (TestCenter own = TestCenter.start(Map.of("yagura.http.trusted-proxies", "127.0.0.1"))) {
      TestBrowser browser = own.browser();
      TestBrowser.Answer answer =
          browser.send(
              browser
                  .withBody(
                      "/api/session", "POST", Map.of("name", "viewer", "password", "yagura-viewer"))
                  .header("X-Forwarded-Proto", "https")
                  .header("X-Forwarded-For", "203.0.113.9"));
      assertThat(answer.header("Set-Cookie")).contains("Secure");
      assertThat(answer.header("Strict-Transport-Security")).startsWith("max-age=");
      assertThat(own.bean(AccessLog.class).newest(Optional.empty(), 1))
          .singleElement()
          .extracting(entry -> entry.about().address())
          .isEqualTo("203.0.113.9");
    }
  }

  @Test
  void aForwardedAddressFromAnybodyElseIsNotBelieved() {
    TestBrowser browser = center.browser();
    browser.send(
        browser
            .withBody("/api/session", "POST", Map.of("name", "viewer", "password", "yagura-viewer"))
            .header("X-Forwarded-Proto", "https")
            .header("X-Forwarded-For", "203.0.113.9"));
    assertThat(center.bean(AccessLog.class).newest(Optional.empty(), 1))
        .singleElement()
        .extracting(entry -> entry.about().address())
        .isEqualTo("127.0.0.1");
  }
}
