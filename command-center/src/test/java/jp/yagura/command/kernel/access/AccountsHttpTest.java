package jp.yagura.command.kernel.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import jp.yagura.command.testing.TestBrowser;
import jp.yagura.command.testing.TestCenter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccountsHttpTest {

  private static final String PASSWORD = "long enough to be good";

  private TestCenter center;
  private TestBrowser admin;

  @BeforeAll
  void start() {
    center = TestCenter.start();
    admin = center.loggedInAs(Role.ADMIN);
  }

  @AfterAll
  void stop() {
    center.close();
  }

  @Test
  void aNewAccountCanLogInAndMayWhatItsRolesMay() {
    TestBrowser.Answer made =
        admin.post(
            "/api/accounts",
            Map.of(
                "name",
                "Agata",
                "displayName",
                "安芸小学校 避難所",
                "roles",
                List.of("shelter"),
                "scopes",
                List.of("shelter:agata-elementary"),
                "password",
                PASSWORD));
    assertThat(made.status()).as("%s", made.json()).isEqualTo(201);
    assertThat(made.json())
        .containsEntry("name", "agata")
        .containsEntry("scopes", List.of("shelter:agata-elementary"))
        .doesNotContainKeys("password", "passwordHash");
    TestBrowser.Answer session = center.browser().logIn("agata", PASSWORD);
    assertThat(session.object("account"))
        .containsEntry("scopes", List.of("shelter:agata-elementary"));
  }

  @Test
  void whatIsWrongWithANewAccountIsSaidInItsField() {
    assertThat(refusal(Map.of("name", "a b"))).contains("field=name");
    assertThat(refusal(Map.of("password", "short"))).contains("field=password");
    assertThat(refusal(Map.of("roles", List.of("king")))).contains("field=roles");
    assertThat(refusal(Map.of("scopes", List.of("everything")))).contains("field=scopes");
    assertThat(refusal(Map.of("locale", "fr"))).contains("field=locale");
    assertThat(refusal(Map.of("displayName", " "))).contains("field=displayName");
  }

  private String refusal(Map<String, Object> change) {
    var wish =
        new HashMap<String, Object>(
            Map.of(
                "name",
                "agata",
                "displayName",
                "安芸",
                "roles",
                List.of("shelter"),
                "password",
                PASSWORD));
    wish.putAll(change);
    TestBrowser.Answer answer = admin.post("/api/accounts", wish);
    assertThat(answer.status()).as("%s", answer.json()).isEqualTo(400);
    return answer.get("errors").toString();
  }

  @Test
  void aNameThatIsTakenIsAConflict() {
    TestBrowser.Answer answer =
        admin.post(
            "/api/accounts",
            Map.of(
                "name",
                "viewer",
                "displayName",
                "x",
                "roles",
                List.of("viewer"),
                "password",
                PASSWORD));
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.code()).isEqualTo("name-taken");
  }

  /** Everybody in these tests is somebody else, so that no test is in another one's way. */
  private String someone(String name, Role role) {
    TestBrowser.Answer made =
        admin.post(
            "/api/accounts",
            Map.of(
                "name", name,
                "displayName", name,
                "roles", List.of(role.code()),
                "password", PASSWORD));
    assertThat(made.status()).as("%s", made.json()).isEqualTo(201);
    return name;
  }

  private TestBrowser loggedIn(String name) {
    TestBrowser browser = center.browser();
    assertThat(browser.logIn(name, PASSWORD).status()).isEqualTo(200);
    return browser;
  }

  @Test
  void aDisabledAccountIsOutAtOnce() {
    TestBrowser viewer = loggedIn(someone("out", Role.VIEWER));
    assertThat(viewer.get("/api/session").status()).isEqualTo(200);
    admin.patch("/api/accounts/out", Map.of("disabled", true));
    assertThat(viewer.get("/api/session").status()).isEqualTo(401);
    assertThat(center.browser().logIn("out", PASSWORD).code()).isEqualTo("wrong-credentials");
    admin.patch("/api/accounts/out", Map.of("disabled", false));
    assertThat(center.browser().logIn("out", PASSWORD).status()).isEqualTo(200);
  }

  @Test
  void anOpenPageIsCutOffWhenItsAccountIsDisabled() throws Exception {
    TestBrowser viewer = loggedIn(someone("watcher", Role.VIEWER));
    try (HttpClient http = HttpClient.newBuilder().cookieHandler(viewer.cookies()).build()) {
      var stream =
          http.send(
              HttpRequest.newBuilder(center.at("/api/live")).build(),
              HttpResponse.BodyHandlers.ofInputStream());
      try (var lines =
          new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
        String first = lines.readLine(); // it is open
        assertThat(first).isNotNull();
        CompletableFuture<Long> rest = CompletableFuture.supplyAsync(() -> lines.lines().count());
        admin.patch("/api/accounts/watcher", Map.of("disabled", true));
        assertThat(rest.get(10, TimeUnit.SECONDS)).isPositive();
      }
    }
  }

  @Test
  void aResetPasswordWorksAndLiftsTheLock() {
    someone("forgetful", Role.CLERK);
    for (int i = 0; i < 5; i++) {
      center.browser().logIn("forgetful", "wrong");
    }
    assertThat(center.browser().logIn("forgetful", PASSWORD).code()).isEqualTo("locked-out");
    assertThat(
            admin
                .post("/api/accounts/forgetful/password", Map.of("password", "a new long password"))
                .status())
        .isEqualTo(204);
    assertThat(center.browser().logIn("forgetful", "a new long password").status()).isEqualTo(200);
  }

  @Test
  void oneChangesOnesOwnPasswordWithTheOldOne() {
    TestBrowser clerk = loggedIn(someone("careful", Role.CLERK));
    TestBrowser elsewhere = loggedIn("careful");
    assertThat(
            clerk
                .post(
                    "/api/session/password",
                    Map.of("current", "not it", "password", "a new long password"))
                .get("errors")
                .toString())
        .contains("field=current");
    assertThat(
            clerk
                .post(
                    "/api/session/password",
                    Map.of("current", PASSWORD, "password", "a new long password"))
                .status())
        .isEqualTo(204);
    assertThat(clerk.get("/api/session").status()).isEqualTo(200);
    assertThat(elsewhere.get("/api/session").status()).isEqualTo(401);
    assertThat(center.browser().logIn("careful", "a new long password").status()).isEqualTo(200);
  }

  @Test
  void guessingTheOldPasswordFromAnOpenSessionIsSlowedDownToo() {
    TestBrowser clerk = loggedIn(someone("left-open", Role.CLERK));
    Map<String, Object> guess = Map.of("current", "guess", "password", "a new long password");
    for (int i = 0; i < 5; i++) {
      clerk.post("/api/session/password", guess);
    }
    assertThat(clerk.post("/api/session/password", guess).code()).isEqualTo("locked-out");
  }

  @Test
  void theAdministratorReadsTheAccessLogPageByPage() {
    someone("logged", Role.VIEWER);
    center.browser().logIn("logged", "wrong");
    center.clock().advance(Duration.ofSeconds(1));
    loggedIn("logged");
    TestBrowser.Answer newest = admin.get("/api/access-log?limit=1");
    assertThat(newest.get("entries").toString())
        .contains("kind=logged-in")
        .contains("account=logged");
    assertThat(newest.get("more")).isEqualTo(true);
    Object last = ((Map<?, ?>) ((List<?>) newest.get("entries")).getFirst()).get("id");
    assertThat(admin.get("/api/access-log?limit=1&before=" + last).get("entries").toString())
        .contains("kind=login-failed");
    assertThat(center.loggedInAs(Role.COMMANDER).get("/api/access-log").status()).isEqualTo(403);
  }

  @Test
  void anAccountThatIsNotThereIsNotFound() {
    assertThat(admin.get("/api/accounts/nobody").code()).isEqualTo("account-not-found");
    assertThat(admin.patch("/api/accounts/nobody", Map.of("disabled", true)).status())
        .isEqualTo(404);
  }
}
