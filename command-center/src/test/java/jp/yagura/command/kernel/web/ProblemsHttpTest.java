package jp.yagura.command.kernel.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import jp.yagura.command.kernel.access.Role;
import jp.yagura.command.testing.TestBrowser;
import jp.yagura.command.testing.TestBrowser.Answer;
import jp.yagura.command.testing.TestCenter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProblemsHttpTest {

  private static final Map<String, Object> GOOD =
      Map.of("title", "櫓", "count", 1, "code", "abc", "parts", List.of(Map.of("name", "a")));

  private TestCenter center;
  private TestBrowser browser;

  @BeforeAll
  void start() {
    center = TestCenter.start(Map.of("test.trouble", true));
    browser = center.browser();
  }

  @AfterAll
  void stop() {
    center.close();
  }

  @Test
  void everyBrokenFieldIsNamedAtOnceInBothLanguages() {
    Answer answer =
        browser.post(
            "/api/trouble/form",
            Map.of(
                "title",
                "too long",
                "count",
                10,
                "code",
                "A",
                "parts",
                List.of(Map.of("name", ""))));
    isProblem(answer, 400, "invalid");
    assertThat(answer.get("errors").toString())
        .contains("field=title", "message=5文字以内にしてください。")
        .contains("field=count", "message=9以下にしてください。")
        .contains("field=code", "message=小文字だけにしてください。", "messageEn=Small letters only.")
        .contains("field=parts[0].name", "message=入力してください。");
    assertThat(answer.get("detail")).isEqualTo("4か所を直して、もう一度送ってください。");
  }

  @Test
  void aGoodFormIsNoProblem() {
    assertThat(browser.post("/api/trouble/form", GOOD).status()).isEqualTo(200);
  }

  @Test
  void whatIsNotJsonIsSaidToBeMalformed() {
    isProblem(sendText("{\"title\": ", "application/json"), 400, "malformed");
    isProblem(sendText("[]", "application/json"), 400, "malformed");
    isProblem(sendText("", "application/json"), 400, "malformed");
    isProblem(sendText("{\"count\":\"many\"}", "application/json"), 400, "malformed");
  }

  @Test
  void anotherMediaTypeIsNotAccepted() {
    isProblem(sendText("<form/>", "application/xml"), 415, "unsupported-media-type");
  }

  @Test
  void tooMuchAtOnceIsTooLarge() {
    isProblem(sendText("\"" + "x".repeat(1 << 20) + "\"", "application/json"), 413, "too-large");
  }

  @Test
  void aQueryThatCannotBeReadIsNamed() {
    Answer wrong = browser.get("/api/trouble/since?from=yesterday");
    isProblem(wrong, 400, "invalid");
    assertThat(wrong.get("errors").toString()).contains("field=from");
    Answer missing = browser.get("/api/trouble/since");
    isProblem(missing, 400, "invalid");
    assertThat(missing.get("errors").toString()).contains("field=from", "from を指定してください。");
    Answer large = browser.get("/api/trouble/since?from=2026-11-21T00:00:00Z&limit=99");
    isProblem(large, 400, "invalid");
    assertThat(large.get("errors").toString()).contains("field=limit");
  }

  @Test
  void whatDoesNotExistIsNotFound() {
    isProblem(browser.get("/api/no-such-thing"), 404, "not-found");
    isProblem(browser.get("/no-such-page"), 404, "not-found");
  }

  @Test
  void anotherMethodIsNotAllowed() {
    isProblem(browser.delete("/api/trouble/conflict"), 405, "method-not-allowed");
  }

  @Test
  void whatAFeatureThrowsIsAnsweredAsItIs() {
    Answer answer = browser.get("/api/trouble/conflict");
    isProblem(answer, 409, "changed-meanwhile");
    assertThat(answer.get("detail")).isEqualTo("他の人が変えました。");
    assertThat(answer.get("detailEn")).isEqualTo("Somebody changed it.");
    assertThat(answer.get("type")).isEqualTo("urn:yagura:problem:changed-meanwhile");
    assertThat(answer.json()).doesNotContainKey("retryAfterSeconds");
  }

  @Test
  void aBugTellsAKeyButNoSecrets() {
    Answer answer = browser.get("/api/trouble/bug");
    isProblem(answer, 500, "internal");
    assertThat(answer.http().body()).doesNotContain("secret").doesNotContain("Exception");
  }

  @Test
  void storageThatDoesNotAnswerIsSaidToComeBack() {
    try (TestCenter own = TestCenter.start(Map.of("test.trouble", true))) {
      TestBrowser loggedIn = own.loggedInAs(Role.VIEWER);
      Answer answer = own.browser().get("/api/trouble/away");
      isProblem(answer, 503, "storage-unavailable");
      assertThat(answer.header("Retry-After")).isEqualTo("5");
      isProblem(loggedIn.get("/api/operations"), 503, "storage-unavailable");
    }
  }

  @Test
  void whatSaysNothingAboutWhoMayComeInIsClosedToEveryone() {
    isProblem(browser.get("/api/forgotten"), 401, "not-logged-in");
    isProblem(center.loggedInAs(Role.ADMIN).get("/api/forgotten"), 403, "not-permitted");
  }

  private Answer sendText(String body, String mediaType) {
    return browser.send(
        browser
            .request("/api/trouble/form")
            .header("Content-Type", mediaType)
            .POST(BodyPublishers.ofString(body)));
  }

  private static void isProblem(Answer answer, int status, String code) {
    assertThat(answer.status()).as("%s", answer.http().body()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.code()).as("%s", answer.json()).isEqualTo(code);
    assertThat(((Number) answer.get("status")).intValue()).isEqualTo(status);
    assertThat(answer.json())
        .containsKeys("type", "title", "detail", "titleEn", "detailEn", "errors");
    assertThat(answer.header("Content-Security-Policy")).isNotEmpty();
  }
}
