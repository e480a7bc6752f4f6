package jp.yagura.command.kernel.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import jp.yagura.command.testing.TestBrowser;
import jp.yagura.command.testing.TestCenter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CsrfHttpTest {

  private static final Map<String, Object> CHANGE = Map.of("displayName", "表示");
  private static final Map<String, Object> LOGIN =
      Map.of("name", "viewer", "password", "yagura-viewer");

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
  void aChangeWithTheTokenOfTheSessionIsDone() {
    TestBrowser admin = center.loggedInAs(Role.ADMIN);
    assertThat(admin.patch("/api/accounts/viewer", CHANGE).status()).isEqualTo(200);
  }

  @Test
  void aChangeWithoutTheTokenIsRefused() {
    TestBrowser admin = center.loggedInAs(Role.ADMIN);
    admin.forgetToken();
    TestBrowser.Answer answer = admin.patch("/api/accounts/viewer", CHANGE);
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.code()).isEqualTo("csrf");
    assertThat(admin.delete("/api/session").code()).isEqualTo("csrf");
  }

  @Test
  void theTokenOfAnotherSessionDoesNotHelp() {
    TestBrowser admin = center.loggedInAs(Role.ADMIN);
    admin.keepToken(center.loggedInAs(Role.ADMIN).get("/api/session"));
    assertThat(admin.patch("/api/accounts/viewer", CHANGE).code()).isEqualTo("csrf");
  }

  @Test
  void whatAnotherSiteCausesIsRefusedEvenWithTheToken() {
    TestBrowser admin = center.loggedInAs(Role.ADMIN);
    assertThat(
            admin
                .send(
                    admin
                        .withBody("/api/accounts/viewer", "PATCH", CHANGE)
                        .header("Origin", "https://evil.example"))
                .code())
        .isEqualTo("cross-site");
    assertThat(
            admin
                .send(
                    admin
                        .withBody("/api/accounts/viewer", "PATCH", CHANGE)
                        .header("Sec-Fetch-Site", "cross-site"))
                .code())
        .isEqualTo("cross-site");
  }

  @Test
  void ourOwnPagesSendOurOwnOrigin() {
    TestBrowser admin = center.loggedInAs(Role.ADMIN);
    String own = center.at("/").toString().replaceAll("/$", "");
    assertThat(
            admin
                .send(
                    admin
                        .withBody("/api/accounts/viewer", "PATCH", CHANGE)
                        .header("Origin", own)
                        .header("Sec-Fetch-Site", "same-origin"))
                .status())
        .isEqualTo(200);
  }

  @Test
  void anotherSiteCannotLogAnybodyIn() {
    TestBrowser browser = center.browser();
    TestBrowser.Answer answer =
        browser.send(
            browser
                .withBody("/api/session", "POST", LOGIN)
                .header("Origin", "https://evil.example"));
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.header("Set-Cookie")).isEmpty();
    assertThat(
            browser
                .send(browser.withBody("/api/session", "POST", LOGIN).header("Origin", "null"))
                .code())
        .isEqualTo("cross-site");
  }

  @Test
  void whoIsLoggedInMayLogInAsSomebodyElseWithoutTheToken() {
    TestBrowser browser = center.loggedInAs(Role.ADMIN);
    browser.forgetToken();
    assertThat(browser.logIn("viewer", "yagura-viewer").status()).isEqualTo(200);
    assertThat(browser.get("/api/session").object("account")).containsEntry("name", "viewer");
  }
}
