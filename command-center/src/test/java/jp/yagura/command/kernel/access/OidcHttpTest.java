package jp.yagura.command.kernel.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jp.yagura.command.testing.TestBrowser;
import jp.yagura.command.testing.TestBrowser.Answer;
import jp.yagura.command.testing.TestCenter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OidcHttpTest {

  private TestIdentityProvider provider;
  private TestCenter center;

  @BeforeAll
  void start() {
    provider = TestIdentityProvider.start();
    center = TestCenter.start(settings(provider.issuer()));
  }

  private static Map<String, Object> settings(String issuer) {
    String client = "micronaut.security.oauth2.clients.city.";
    return Map.of(
        client + "client-id",
        TestIdentityProvider.CLIENT_ID,
        client + "client-secret",
        TestIdentityProvider.CLIENT_SECRET,
        client + "openid.issuer",
        issuer,
        "yagura.oidc.roles-claim",
        "realm.groups",
        "yagura.oidc.roles.disaster-hq",
        "operator",
        "yagura.oidc.roles.it",
        "admin",
        "yagura.oidc.labels.city",
        "市の職員ID");
  }

  @AfterAll
  void stop() {
    center.close();
    provider.close();
  }

  @Test
  void theLogInPageIsToldOfTheProvider() {
    assertThat(center.browser().get("/api/login-options").json())
        .containsEntry("password", true)
        .containsEntry(
            "oidc", List.of(Map.of("name", "city", "label", "市の職員ID", "url", "/oauth/login/city")));
  }

  @Test
  void withoutAProviderThereIsOnlyThePassword() {
    try (TestCenter own = TestCenter.start()) {
      assertThat(own.browser().get("/api/login-options").json()).containsEntry("oidc", List.of());
      assertThat(own.browser().get("/oauth/login/city").status()).isEqualTo(404);
    }
  }

  @Test
  void whoeverTheProviderVouchesForComesInWithTheRolesOfTheirGroups() {
    provider.vouchFor(person("1001", "hamada", "浜田 花子", "disaster-hq", "fishing-club"));
    TestBrowser browser = center.browser();
    Answer back = comeBackFromProvider(browser);
    assertThat(back.status()).isEqualTo(303);
    assertThat(back.header("Location")).isEqualTo("/");
    assertThat(back.http().headers().allValues("Set-Cookie"))
        .anySatisfy(
            cookie -> assertThat(cookie).startsWith("yagura-session=").contains("SameSite=Strict"));
    Answer session = browser.get("/api/session");
    assertThat(session.object("account"))
        .containsEntry("name", "hamada")
        .containsEntry("displayName", "浜田 花子")
        .containsEntry("roles", List.of("operator"));
  }

  @Test
  void rolesFollowTheProviderAtTheNextLogIn() {
    provider.vouchFor(person("1002", "okazaki", "岡崎", "disaster-hq"));
    TestBrowser browser = center.browser();
    comeBackFromProvider(browser);
    provider.vouchFor(person("1002", "okazaki", "岡崎", "it"));
    TestBrowser later = center.browser();
    comeBackFromProvider(later);
    assertThat(later.get("/api/session").object("account"))
        .containsEntry("roles", List.of("admin"));
    assertThat(browser.get("/api/session").status()).isEqualTo(401);
  }

  @Test
  void whoHasNoRoleHereIsSentBackToTheLogInPage() {
    provider.vouchFor(person("1003", "visitor", "見学", "fishing-club"));
    TestBrowser browser = center.browser();
    assertThat(comeBackFromProvider(browser).header("Location")).isEqualTo("/?login=no-role");
    assertThat(browser.get("/api/session").status()).isEqualTo(401);
  }

  @Test
  void whoHasLostTheirLastRoleAtTheProviderHasNoneHereAndNoOpenPage() {
    provider.vouchFor(person("1009", "nishimura", "西村", "disaster-hq"));
    TestBrowser before = center.browser();
    comeBackFromProvider(before);
    assertThat(before.get("/api/session").status()).isEqualTo(200);
    provider.vouchFor(person("1009", "nishimura", "西村", "fishing-club"));
    assertThat(comeBackFromProvider(center.browser()).header("Location"))
        .isEqualTo("/?login=no-role");
    assertThat(before.get("/api/session").status()).isEqualTo(401);
    assertThat(center.loggedInAs(Role.ADMIN).get("/api/accounts/nishimura").json())
        .containsEntry("roles", List.of());
    assertThat(logged("nishimura")).contains("login-failed oidc:city no-role");
  }

  @Test
  void theLastAdministratorStaysOneWhateverTheProviderSays() {
    try (TestCenter own = TestCenter.startWithoutAccounts(settings(provider.issuer()))) {
      provider.vouchFor(person("1010", "kacho", "課長", "it"));
      TestBrowser before = own.browser();
      comeBackFromProvider(before);
      provider.vouchFor(person("1010", "kacho", "課長", "fishing-club"));
      assertThat(comeBackFromProvider(own.browser()).header("Location"))
          .isEqualTo("/?login=last-admin");
      assertThat(before.get("/api/session").object("account"))
          .containsEntry("roles", List.of("admin"));
      assertThat(before.get("/api/access-log").get("entries").toString())
          .contains("oidc:city last-admin");
    }
  }

  private List<String> logged(String account) {
    return center.bean(AccessLog.class).newest(Optional.empty(), 1_000).stream()
        .filter(entry -> entry.about().account().equals(account))
        .map(entry -> entry.kind() + " " + entry.detail())
        .toList();
  }

  @Test
  void aLocalAccountIsNotTakenOverByItsName() {
    provider.vouchFor(person("1004", "admin", "にせ管理者", "disaster-hq"));
    TestBrowser browser = center.browser();
    assertThat(comeBackFromProvider(browser).header("Location")).isEqualTo("/?login=name-taken");
    assertThat(logged("admin")).contains("login-failed oidc:city name-taken");
    assertThat(browser.get("/api/session").status()).isEqualTo(401);
  }

  @Test
  void whoIsDisabledHereStaysOutWhateverTheProviderSays() {
    provider.vouchFor(person("1005", "former", "元職員", "disaster-hq"));
    comeBackFromProvider(center.browser());
    center.loggedInAs(Role.ADMIN).patch("/api/accounts/former", Map.of("disabled", true));
    assertThat(comeBackFromProvider(center.browser()).header("Location"))
        .isEqualTo("/?login=disabled");
    assertThat(logged("former")).contains("login-failed oidc:city disabled");
  }

  @Test
  void anAccountFromElsewhereHasNoPasswordHere() {
    provider.vouchFor(person("1006", "yamada", "山田", "disaster-hq"));
    comeBackFromProvider(center.browser());
    assertThat(center.browser().logIn("yamada", "nobody").code()).isEqualTo("wrong-credentials");
  }

  @Test
  void anAnswerToAQuestionThatThisBrowserDidNotAskIsRefused() {
    provider.vouchFor(person("1007", "victim", "被害者", "disaster-hq"));
    URI callback = atProvider(center.browser());
    TestBrowser other = center.browser();
    Answer answer = other.send(other.request(pathOf(callback)).GET());
    assertThat(answer.status()).as("%s", answer.http().body()).isBetween(300, 499);
    assertThat(answer.http().headers().allValues("Set-Cookie"))
        .noneMatch(cookie -> cookie.startsWith("yagura-session="));
  }

  @Test
  void aTokenSignedBySomebodyElseIsRefused() {
    try (TestIdentityProvider false_ = TestIdentityProvider.start();
        TestCenter own = TestCenter.start(settings(false_.issuer()))) {
      false_.signWithAForeignKey();
      false_.vouchFor(person("1", "hamada", "浜田", "it"));
      TestBrowser browser = own.browser();
      Answer answer = comeBackFromProvider(browser);
      assertThat(answer.header("Location")).isEqualTo("/?login=oidc-failed");
      assertThat(browser.get("/api/session").status()).isEqualTo(401);
    }
  }

  /**
   * The framework would take a signed token for a log-in, and its claim "roles" for permissions.
   */
  @Test
  void aTokenOfTheProviderOpensNothingByItself() {
    provider.vouchFor(
        Map.of("sub", "1008", "preferred_username", "sly", "roles", List.of("account.manage")));
    String token = provider.idToken(Map.of("nonce", "any"));
    TestBrowser browser = center.browser();
    comeBackFromProvider(browser); // by now the keys are known
    assertThat(
            browser
                .send(
                    browser
                        .request("/api/accounts")
                        .GET()
                        .header("Authorization", "Bearer " + token))
                .status())
        .isEqualTo(401);
    assertThat(
            browser
                .send(browser.request("/api/accounts").GET().header("Cookie", "JWT=" + token))
                .status())
        .isEqualTo(401);
  }

  @Test
  void aProviderThatIsAwayAtTheStartKeepsNobodyElseOutAndIsFoundWhenItIsBack() {
    int port;
    String issuer;
    try (TestIdentityProvider gone = TestIdentityProvider.start()) {
      port = gone.port();
      issuer = gone.issuer();
    }
    try (TestCenter own = TestCenter.start(settings(issuer))) {
      assertThat(own.browser().logIn("viewer", "yagura-viewer").status()).isEqualTo(200);
      Answer away = own.browser().get("/oauth/login/city");
      assertThat(away.header("Location")).isEqualTo("/?login=oidc-away");
      try (TestIdentityProvider back = TestIdentityProvider.startAt(port)) {
        back.vouchFor(person("1", "hamada", "浜田", "it"));
        assertThat(comeBackFromProvider(own.browser()).header("Location")).isEqualTo("/");
      }
    }
  }

  private static Map<String, Object> person(
      String subject, String name, String displayName, String... groups) {
    return Map.of(
        "sub", subject,
        "preferred_username", name,
        "name", displayName,
        "realm", Map.of("groups", List.of(groups)));
  }

  /** Goes to the provider and comes back, as a browser that is sent along does. */
  private static Answer comeBackFromProvider(TestBrowser browser) {
    return browser.send(browser.request(pathOf(atProvider(browser))).GET());
  }

  private static URI atProvider(TestBrowser browser) {
    Answer away = browser.get("/oauth/login/city");
    assertThat(away.status()).as("%s", away.http().body()).isBetween(300, 399);
    Answer there = browser.send(browser.request(away.header("Location")).GET());
    assertThat(there.status()).isEqualTo(302);
    return URI.create(there.header("Location"));
  }

  private static String pathOf(URI callback) {
    return callback.getRawPath() + "?" + callback.getRawQuery();
  }
}
