package jp.yagura.command.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import jp.yagura.command.kernel.access.Role;
import jp.yagura.command.kernel.db.Database;
import jp.yagura.command.site.Site;
import jp.yagura.command.site.Sites;
import jp.yagura.command.testing.BothDatabases;
import jp.yagura.command.testing.TestBrowser;
import jp.yagura.command.testing.TestCenter;
import jp.yagura.command.testing.TestPostgres;
import jp.yagura.command.testing.TestSites;
import jp.yagura.shared.care.EnrolmentCode;
import jp.yagura.shared.id.SiteAddress;
import jp.yagura.shared.id.SiteId;
import jp.yagura.shared.power.PowerState;
import jp.yagura.shared.testing.Eventually;
import jp.yagura.shared.wire.Bytes;
import jp.yagura.shared.wire.CareResult;
import jp.yagura.shared.wire.OrderRefusal;
import jp.yagura.shared.wire.UpMessage;
import jp.yagura.shared.wire.UpMessage.LogPart;
import jp.yagura.shared.wire.UpMessage.Report;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What happens to a box as a machine, over HTTP and as the ingest hands it in. */
@Timeout(120)
class DeviceStoryTest {

  private static final SiteAddress INABU = SiteAddress.parse("nankoku/inabu");

  @TempDir Path folder;
  private @Nullable TestCenter started;

  @AfterEach
  void stop() {
    if (started != null) {
      started.close();
    }
  }

  @BothDatabases
  void aCodeEnrolsOneBoxAndAnswersItAgainWhenTheAnswerWasLost(Database database) throws Exception {
    TestCenter center = on(database);
    String code = code(center);
    var box = new TestBox(INABU);
    byte[] request = box.request();
    TestBrowser.Answer first = box.enrol(center.browser(), code, request);
    assertThat(first.status()).isEqualTo(200);
    X509Certificate certificate = Keys.certificate(bytes(first, "certificate"));
    assertThat(certificate.getSubjectX500Principal().getName())
        .as("who it is, is ours to say")
        .isEqualTo("CN=nankoku/inabu");
    assertThat(bytes(first, "proof"))
        .as("the authority's certificate is proven by the code")
        .isEqualTo(
            EnrolmentCode.answerProof(
                EnrolmentCode.parse(code).orElseThrow().key(INABU),
                request,
                bytes(first, "certificate"),
                bytes(first, "authority"),
                bytes(first, "orderKey")));
    assertThat(box.enrol(center.browser(), code, request).get("certificate"))
        .isEqualTo(first.get("certificate"));
    assertThat(new TestBox(INABU).enrol(center.browser(), code).code())
        .isEqualTo("enrolment-code-used");
    assertThat(gate(center).admit(certificate)).contains(INABU);
  }

  @BothDatabases
  void aWrongAnExpiredAndAReplacedCodeOpenNothing(Database database) throws Exception {
    TestCenter center = on(database);
    var box = new TestBox(INABU);
    String replaced = code(center);
    assertThat(box.enrol(center.browser(), "ZZZZ-ZZZZ-ZZZZ").code())
        .isEqualTo("enrolment-code-wrong");
    String late = code(center);
    assertThat(box.enrol(center.browser(), replaced).code()).isEqualTo("enrolment-code-expired");
    center.clock().advance(Duration.ofHours(48));
    assertThat(box.enrol(center.browser(), late).code()).isEqualTo("enrolment-code-expired");
    var elsewhere = new TestBox(SiteAddress.parse("nankoku/oko"));
    assertThat(elsewhere.enrol(center.browser(), code(center)).code())
        .as("a code is for one site")
        .isEqualTo("enrolment-code-wrong");
  }

  @BothDatabases
  void whoGuessesHasToWait(Database database) throws Exception {
    TestCenter center = on(database);
    String code = code(center);
    var box = new TestBox(INABU);
    for (int i = 0; i < 10; i++) {
      assertThat(box.enrol(center.browser(), "ZZZZ-ZZZZ-ZZZ" + i).status()).isEqualTo(403);
    }
    TestBrowser.Answer refused = box.enrol(center.browser(), code);
    assertThat(refused.status()).isEqualTo(429);
    center.clock().advance(Duration.ofMinutes(10));
    assertThat(box.enrol(center.browser(), code).status()).isEqualTo(200);
  }

  @BothDatabases
  void aBoxThatWasTakenBackIsNotBelievedAndMayNotComeByPassword(Database database)
      throws Exception {
    TestCenter center = on(database);
    assertThat(gate(center).mayUsePassword(INABU)).isTrue();
    X509Certificate certificate = enrolled(center, new TestBox(INABU));
    assertThat(gate(center).mayUsePassword(INABU)).isFalse();

    TestBrowser admin = center.loggedInAs(Role.ADMIN);
    assertThat(admin.post("/api/devices/inabu/revocation", Map.of("why", " ")).status())
        .as("a reason is needed")
        .isEqualTo(400);
    assertThat(admin.post("/api/devices/inabu/revocation", Map.of("why", "盗難")).status())
        .isEqualTo(204);
    assertThat(gate(center).admit(certificate)).isEmpty();
    assertThat(gate(center).mayUsePassword(INABU)).isFalse();
    X509CRL list =
        (X509CRL)
            CertificateFactory.getInstance("X.509")
                .generateCRL(
                    new ByteArrayInputStream(
                        center
                            .browser()
                            .get("/api/enrolment/crl")
                            .http()
                            .body()
                            .getBytes(StandardCharsets.US_ASCII)));
    assertThat(list.isRevoked(certificate)).isTrue();
    assertThat(admin.post("/api/devices/inabu/revocation", Map.of("why", "again")).code())
        .isEqualTo("no-certificate");
    assertThat(gate(center).admit(enrolled(center, new TestBox(INABU)))).contains(INABU);
  }

  @BothDatabases
  void aBoxRenewsItsCertificateWithTheOldKeyAndNobodyElseDoes(Database database) throws Exception {
    TestCenter center = on(database);
    var box = new TestBox(INABU);
    var next = new TestBox(INABU);
    enrolled(center, box);
    report(center, new TestBox(INABU).renewal(next));
    assertThat(commands(center)).as("a strange key vouches for nothing").isEmpty();
    report(center, box.renewal(next));
    report(center, box.renewal(next));
    assertThat(commands(center))
        .isNotEmpty()
        .allSatisfy(command -> assertThat(command).containsEntry("kind", "certificate"));
    Certificates.Given given =
        center.database().read(sql -> Certificates.newest(sql, "inabu")).orElseThrow();
    assertThat(given.certificate().getPublicKey()).isEqualTo(next.keys.getPublic());
    assertThat(given.origin()).isEqualTo(Certificates.Origin.RENEWAL);
  }

  @BothDatabases
  void whatBecomesOfACommandIsKnownWithItsTimes(Database database) throws Exception {
    TestCenter center = on(database);
    TestBrowser admin = center.loggedInAs(Role.ADMIN);
    UUID restart = UUID.randomUUID();
    for (int twice = 0; twice < 2; twice++) {
      admin.post("/api/devices/inabu/commands", Map.of("id", restart, "kind", "restart"));
    }
    assertThat(commands(center)).hasSize(1);
    report(center, new CareResult.CommandResult(restart, CareResult.Fate.RECEIVED, "", ""));
    assertThat(commands(center).getFirst()).containsEntry("state", "RECEIVED");
    report(
        center,
        new CareResult.CommandResult(restart, CareResult.Fate.REFUSED, "未登録", "not enrolled"));
    report(center, new CareResult.CommandResult(restart, CareResult.Fate.DONE, "", ""));
    assertThat(commands(center).getFirst())
        .as("what was said first stands")
        .containsEntry("state", "REFUSED")
        .containsEntry("ja", "未登録");

    var ofNobody = new CareResult.CommandResult(UUID.randomUUID(), CareResult.Fate.DONE, "", "");
    report(center, ofNobody);
    assertThat(commands(center)).as("a wish for a picture is not in this list").hasSize(1);

    UUID late = UUID.randomUUID();
    admin.post("/api/devices/inabu/commands", Map.of("id", late, "kind", "identify"));
    center.clock().advance(Duration.ofMinutes(11));
    center.bean(CommandDesk.class).look();
    assertThat(commands(center).getFirst()).containsEntry("state", "EXPIRED");
    assertThat(
            admin
                .post(
                    "/api/devices/inabu/commands",
                    Map.of("id", UUID.randomUUID(), "kind", "certificate"))
                .status())
        .as("not for people to ask")
        .isEqualTo(400);
  }

  @BothDatabases
  void anOperatorMayHaveABoxSendTheReadingsOfASpan(Database database) throws Exception {
    TestCenter center = on(database);
    TestBrowser operator = center.loggedInAs(Role.OPERATOR);
    Instant from = center.clock().instant().minus(Duration.ofHours(2));
    Map<String, Object> wish =
        Map.of("id", UUID.randomUUID(), "from", from, "to", from.plus(Duration.ofHours(1)));
    assertThat(operator.post("/api/devices/inabu/readings", wish).status()).isEqualTo(201);
    assertThat(commands(center).getFirst())
        .containsEntry("kind", "readings")
        .containsEntry("from", from.toString());
    Map<String, Object> endless =
        Map.of("id", UUID.randomUUID(), "from", from, "to", from.plus(Duration.ofDays(3)));
    TestBrowser.Answer refused = operator.post("/api/devices/inabu/readings", endless);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.get("errors").toString()).contains("24時間以内");
    assertThat(center.loggedInAs(Role.VIEWER).post("/api/devices/inabu/readings", wish).status())
        .as("it costs money")
        .isEqualTo(403);
  }

  @BothDatabases
  void ofTwoAdministratorsTheSecondSeesWhatTheFirstHasMade(Database database) throws Exception {
    TestCenter center = on(database);
    TestBrowser admin = center.loggedInAs(Role.ADMIN);
    assertThat(settings(admin, 0, "{\"cadence\":{\"send\":\"1m\"}}").status()).isEqualTo(201);
    TestBrowser.Answer second = settings(admin, 0, "{\"cadence\":{\"send\":\"2m\"}}");
    assertThat(second.status()).isEqualTo(409);
    assertThat(second.get("detail").toString()).contains("第1版", "試験");
    TestBrowser.Answer bad = settings(admin, 1, "{\"cadence\":{\"send\":\"1ms\"}}");
    assertThat(bad.status()).isEqualTo(400);
    assertThat(bad.get("errors").toString()).contains("cadence.send");
    assertThat(
            settings(
                    admin,
                    1,
                    "{\"sensors\":[{\"id\":\"zz\",\"spike\":{\"window\":5,\"maxJump\":9}}]}")
                .status())
        .isEqualTo(400);
    report(center, new CareResult.ConfigResult(1, CareResult.Outcome.TAKEN_BACK, "回線", "line", 0));
    Map<String, Object> first = list(detail(center), "settings").getFirst();
    assertThat(first).containsEntry("state", "TAKEN_BACK").containsEntry("en", "line");
  }

  @BothDatabases
  void aLogComesInPiecesInAnyOrderAndMayComeTwice(Database database) throws Exception {
    TestCenter center = on(database);
    TestBrowser admin = center.loggedInAs(Role.ADMIN);
    UUID id = UUID.randomUUID();
    admin.post("/api/devices/inabu/commands", Map.of("id", id, "kind", "log"));
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      gzip.write("2026-11-21 記録の一行\n".repeat(50).getBytes(StandardCharsets.UTF_8));
    }
    byte[] whole = out.toByteArray();
    int middle = whole.length / 2;
    var one = new LogPart(id, 0, 2, Bytes.copyOf(Arrays.copyOf(whole, middle)));
    var two = new LogPart(id, 1, 2, Bytes.copyOf(Arrays.copyOfRange(whole, middle, whole.length)));
    take(center, two);
    take(center, two);
    take(center, new LogPart(UUID.randomUUID(), 0, 1, one.data())); // nobody has asked for this
    assertThat(admin.get("/api/devices/inabu/logs/" + id).status()).isEqualTo(404);
    take(center, one);
    Eventually.until(
        Duration.ofSeconds(20), () -> "DONE".equals(commands(center).getFirst().get("state")));
    assertThat(admin.get("/api/devices/inabu/logs/" + id).http().body()).contains("記録の一行");
    assertThat(center.loggedInAs(Role.OPERATOR).get("/api/devices/inabu/logs/" + id).status())
        .isEqualTo(403);
  }

  @BothDatabases
  void onlyTheAdministratorManagesAndOthersLookOrDoNot(Database database) throws Exception {
    TestCenter center = on(database);
    Map<Role, Integer> looks =
        Map.of(Role.ADMIN, 200, Role.COMMANDER, 200, Role.OPERATOR, 200, Role.VIEWER, 403);
    looks.forEach(
        (role, status) ->
            assertThat(center.loggedInAs(role).get("/api/devices/inabu").status())
                .as(role.code())
                .isEqualTo(status));
    for (Role role : Role.values()) {
      TestBrowser browser = center.loggedInAs(role);
      int expected = role == Role.ADMIN ? 201 : 403;
      assertThat(browser.post("/api/devices/inabu/code", Map.of()).status()).isEqualTo(expected);
      assertThat(
              browser
                  .post(
                      "/api/devices/inabu/commands",
                      Map.of("id", UUID.randomUUID(), "kind", "status"))
                  .status())
          .isEqualTo(expected);
      if (role != Role.ADMIN) {
        assertThat(browser.post("/api/devices/inabu/revocation", Map.of("why", "x")).status())
            .isEqualTo(403);
        assertThat(settings(browser, 0, "{}").status()).isEqualTo(403);
      }
    }
    assertThat(center.browser().get("/api/devices/inabu").status()).isEqualTo(401);
  }

  @BothDatabases
  void theKeysOfTheAuthorityAreForTheirOwnerOnlyAndStayTheSame(Database database) throws Exception {
    TestCenter center = on(database);
    enrolled(center, new TestBox(INABU));
    for (String secret : List.of("ca.key", "orders.key")) {
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(center.folder().resolve("ca").resolve(secret))))
          .isEqualTo("rw-------");
    }
    var again = new Authority(center.folder(), center.clock());
    assertThat(again.certificate()).isEqualTo(center.bean(Authority.class).certificate());
    assertThat(again.orderKeys().getPublic())
        .isEqualTo(center.bean(Authority.class).orderKeys().getPublic());
  }

  @BothDatabases
  void theListTellsWhatTheBoxHasRefused(Database database) throws Exception {
    TestCenter center = on(database);
    center
        .database()
        .write(
            tx -> {
              center
                  .bean(DeviceDesk.class)
                  .take(
                      tx,
                      inabu(center),
                      new UpMessage.Birth(
                          1,
                          center.clock().instant(),
                          "edge-agent 9",
                          PowerState.MAINS,
                          List.of(),
                          "lan",
                          List.of(),
                          Optional.empty(),
                          3),
                      center.clock().instant());
              return true;
            });
    take(
        center,
        new Report(center.clock().instant(), Optional.empty(), Map.of(OrderRefusal.FORGED, 4L)));
    Map<String, Object> device = detail(center).object("device");
    assertThat(device)
        .containsEntry("software", "edge-agent 9")
        .containsEntry("inForce", 3)
        .containsEntry("refused", "FORGED 4")
        .containsEntry("identity", "PASSWORD");
  }

  private TestCenter on(Database database) throws Exception {
    Map<String, Object> settings =
        new HashMap<>(
            database.dialect() == Database.Dialect.POSTGRESQL
                ? TestCenter.on(TestPostgres.shared().freshDatabase())
                : Map.of());
    settings.put("yagura.sites.import-file", TestSites.writeInto(folder).toString());
    TestCenter center = TestCenter.start(settings);
    started = center;
    return center;
  }

  private static CertificateGate gate(TestCenter center) {
    return center.bean(CertificateGate.class);
  }

  private static Site inabu(TestCenter center) {
    return center.bean(Sites.class).byId(new SiteId("inabu")).orElseThrow();
  }

  private static String code(TestCenter center) {
    TestBrowser.Answer made =
        center.loggedInAs(Role.ADMIN).post("/api/devices/inabu/code", Map.of());
    assertThat(made.status()).isEqualTo(201);
    return made.code();
  }

  private static X509Certificate enrolled(TestCenter center, TestBox box) throws Exception {
    center.clock().advance(Duration.ofSeconds(1));
    return Keys.certificate(bytes(box.enrol(center.browser(), code(center)), "certificate"));
  }

  private static void report(TestCenter center, CareResult result) {
    center.clock().advance(Duration.ofSeconds(1));
    take(center, new Report(center.clock().instant(), Optional.of(result), Map.of()));
  }

  private static void take(TestCenter center, UpMessage message) {
    center
        .database()
        .write(
            tx -> {
              center
                  .bean(DeviceDesk.class)
                  .take(tx, inabu(center), message, center.clock().instant());
              return true;
            });
  }

  private static TestBrowser.Answer settings(TestBrowser admin, long basedOn, String content) {
    return admin.post(
        "/api/devices/inabu/settings", Map.of("basedOn", basedOn, "content", content, "why", "試験"));
  }

  private static TestBrowser.Answer detail(TestCenter center) {
    return center.loggedInAs(Role.ADMIN).get("/api/devices/inabu");
  }

  private static List<Map<String, Object>> commands(TestCenter center) {
    return list(detail(center), "commands");
  }

  private static List<Map<String, Object>> list(TestBrowser.Answer answer, String key) {
    return ((List<?>) answer.get(key))
        .stream()
            .map(
                one -> {
                  Map<String, Object> fields = new HashMap<>();
                  ((Map<?, ?>) one)
                      .forEach((name, value) -> fields.put(String.valueOf(name), value));
                  return fields;
                })
            .toList();
  }

  private static byte[] bytes(TestBrowser.Answer answer, String key) {
    return Base64.getDecoder().decode(String.valueOf(answer.get(key)));
  }
}
