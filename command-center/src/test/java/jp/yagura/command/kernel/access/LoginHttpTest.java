package jp.yagura.command.kernel.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import java.util.List;
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
  void whoHasNotLoggedInIsAskedToInBothLanguages() {
    TestBrowser.Answer answer = center.browser().get("/api/session");
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.code()).isEqualTo("not-logged-in");
    assertThat(answer.json()).containsKeys("type", "title", "detail", "titleEn", "detailEn");
  }
}
