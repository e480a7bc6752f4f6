package jp.yagura.command.kernel.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import jp.yagura.command.testing.TestBrowser;
import jp.yagura.command.testing.TestCenter;
import jp.yagura.command.testing.TestPostgres;
import org.junit.jupiter.api.Test;

class SetupTest {

  @Test
  void theFirstStartAsksForAnAdministratorAndTheCodeMakesOne() throws IOException {
    try (TestCenter center = TestCenter.startWithoutAccounts(Map.of())) {
      TestBrowser browser = center.browser();
      assertThat(browser.get("/api/setup").get("needed")).isEqualTo(true);
      assertThat(browser.get("/api/setup").get("passwordMinLength")).isEqualTo(10);
      Path file = center.folder().resolve("setup-code");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");

      TestBrowser.Answer answer = browser.post("/api/setup", form(code(center), "soumu"));
      assertThat(answer.status()).as("%s", answer.json()).isEqualTo(200);
      assertThat(answer.object("account")).containsEntry("roles", List.of("admin", "commander"));
      assertThat(browser.get("/api/session").status()).isEqualTo(200);
      assertThat(browser.get("/api/setup").get("needed")).isEqualTo(false);
      assertThat(file).doesNotExist();
    }
  }

  @Test
  void theCodeMayBeTypedCarelesslyButMustBeRight() throws IOException {
    try (TestCenter center = TestCenter.startWithoutAccounts(Map.of())) {
      TestBrowser browser = center.browser();
      TestBrowser.Answer wrong = browser.post("/api/setup", form("AAAA-BBBB-CCCC", "soumu"));
      assertThat(wrong.status()).isEqualTo(400);
      assertThat(wrong.get("errors").toString()).contains("field=code");
      String careless = " " + code(center).toLowerCase(java.util.Locale.ROOT).replace('-', ' ');
      assertThat(browser.post("/api/setup", form(careless, "soumu")).status()).isEqualTo(200);
    }
  }

  @Test
  void guessingTheCodeIsSlowedDown() {
    try (TestCenter center = TestCenter.startWithoutAccounts(Map.of())) {
      TestBrowser browser = center.browser();
      for (int i = 0; i < 5; i++) {
        browser.post("/api/setup", form("AAAA-BBBB-CCCC", "soumu"));
      }
      assertThat(browser.post("/api/setup", form("AAAA-BBBB-CCCC", "soumu")).code())
          .isEqualTo("locked-out");
    }
  }

  @Test
  void aShortPasswordIsRefusedBeforeAnythingIsMade() throws IOException {
    try (TestCenter center = TestCenter.startWithoutAccounts(Map.of())) {
      Map<String, String> form = new HashMap<>(form(code(center), "soumu"));
      form.put("password", "short");
      TestBrowser.Answer answer = center.browser().post("/api/setup", form);
      assertThat(answer.code()).isEqualTo("invalid");
      assertThat(center.browser().get("/api/setup").get("needed")).isEqualTo(true);
    }
  }

  @Test
  void ofManyWhoSetUpAtOnceOneWins() throws Exception {
    try (TestCenter center = TestCenter.startWithoutAccounts(Map.of())) {
      race(List.of(center, center, center, center));
    }
  }

  @Test
  void ofTwoNodesOnOneDatabaseOneIsSetUp() throws Exception {
    Map<String, Object> shared = TestCenter.on(TestPostgres.shared().freshDatabase());
    try (TestCenter one = TestCenter.startWithoutAccounts(shared);
        TestCenter two = TestCenter.startWithoutAccounts(shared)) {
      race(List.of(one, two));
    }
  }

  private static void race(List<TestCenter> centers) throws Exception {
    var together = new CyclicBarrier(centers.size());
    List<CompletableFuture<TestBrowser.Answer>> answers = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < centers.size(); i++) {
        TestCenter center = centers.get(i);
        Map<String, String> form = form(code(center), "soumu" + i);
        answers.add(
            CompletableFuture.supplyAsync(
                () -> {
                  try {
                    together.await();
                  } catch (Exception e) {
                    throw new IllegalStateException(e);
                  }
                  return center.browser().post("/api/setup", form);
                },
                threads));
      }
    }
    List<Integer> statuses = answers.stream().map(a -> a.join().status()).sorted().toList();
    assertThat(statuses.getFirst()).isEqualTo(200);
    assertThat(statuses.subList(1, statuses.size())).containsOnly(409);
    assertThat(centers.getFirst().bean(Accounts.class).all()).hasSize(1);
  }

  private static String code(TestCenter center) throws IOException {
    return Files.readString(center.folder().resolve("setup-code")).strip();
  }

  private static Map<String, String> form(String code, String name) {
    return Map.of("code", code, "name", name, "displayName", "総務班", "password", "三匹の猫が橋を渡った");
  }
}
