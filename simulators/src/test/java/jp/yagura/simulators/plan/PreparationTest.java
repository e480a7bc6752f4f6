package jp.yagura.simulators.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import jp.yagura.hardware.Catalogue;
import jp.yagura.hardware.SitePlan;
import jp.yagura.shared.id.MunicipalityId;
import jp.yagura.shared.id.SiteId;
import jp.yagura.shared.yaml.StrictYaml;
import jp.yagura.shared.yaml.YamlNode;
import jp.yagura.simulators.fleet.BrokerAddress;
import jp.yagura.simulators.scenario.Scenarios;
import jp.yagura.simulators.town.Town;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreparationTest {
  private static final Instant START = Instant.parse("2026-11-21T00:00:00Z");

  @TempDir private Path folder = Path.of("");

  @BeforeEach
  void prepare() throws IOException {
    preparation(9).writeTo(folder, new SplittableRandom(1));
  }

  @Test
  void theFleetIsEveryTowerButTheRealAgentsAndSharesItsClock() {
    var plan = FleetPlan.in(folder);

    assertThat(plan.startsAt()).isEqualTo(START);
    assertThat(plan.rise()).isEqualTo(Duration.ofSeconds(180));
    assertThat(plan.broker()).isEqualTo(new BrokerAddress("127.0.0.1", 1883));
    assertThat(plan.devices())
        .extracting(device -> device.site().value())
        .containsExactly(
            "sanwa", "hamakaida", "tochi", "oko", "yakusho", "nogaku", "t-0001", "t-0002");
    assertThat(plan.devices()).allMatch(device -> device.thresholds().isPresent());
    assertThat(plan.devices()).allMatch(device -> device.sensors().size() == 3);
  }

  @Test
  void theRegistryKnowsOfEachSecretOnlyItsHash() throws Exception {
    var hashes = registry(site -> site.text("deviceSecretSha256"));
    var secrets = FleetPlan.in(folder).devices().stream().map(FleetPlan.Device::secret).toList();

    assertThat(hashes).hasSize(9).doesNotHaveDuplicates();
    for (var secret : secrets) {
      assertThat(secret).hasSize(64);
      assertThat(hashes).contains(sha256(secret));
    }
    assertThat(Files.readString(folder.resolve("sites.yaml"))).doesNotContain(secrets);
  }

  @Test
  void theRegistryDescribesAnExerciseInBothLanguages() {
    assertThat(registry(site -> site.text("name"))).contains("稲生", "高知大学農林海洋科学部", "模擬2");
    var planned = towns().sites().stream().map(site -> site.place().latitude());
    assertThat(registry(site -> String.valueOf(site.decimal("lat"))))
        .containsAll(planned.map(String::valueOf).toList());
  }

  @Test
  void theRealAgentStartsOnTheSameClock() throws IOException {
    var agent = Files.readString(folder.resolve("agents/inabu.yaml"));

    assertThat(agent)
        .contains(
            "site: inabu", "startsAt: 2026-11-21T00:00:00Z", "repeat: ", "username: nankoku/inabu")
        .contains("mains: [[0s, on]", "timeline: [[0s, 720]");
    assertThat(Files.list(folder.resolve("agents"))).hasSize(1);
  }

  @Test
  void secretsAreForTheirOwnerOnly() throws IOException {
    assertThat(Files.getPosixFilePermissions(folder.resolve("fleet.yaml")))
        .extracting(Enum::name)
        .containsExactlyInAnyOrder("OWNER_READ", "OWNER_WRITE");
  }

  @Test
  void everyPreparationMakesNewSecrets() throws IOException {
    var before = FleetPlan.in(folder).devices().getFirst().secret();

    preparation(9).writeTo(folder);

    assertThat(FleetPlan.in(folder).devices().getFirst().secret()).isNotEqualTo(before);
  }

  private static Preparation preparation(int towers) {
    return new Preparation(
        Town.of(towns()).withTowers(towers, 7),
        Scenarios.NANKOKU_FLOOD,
        Scenarios.named(Scenarios.NANKOKU_FLOOD),
        new BrokerAddress("127.0.0.1", 1883),
        7,
        START,
        Duration.ofSeconds(180),
        Duration.ofSeconds(2),
        Duration.ofSeconds(10),
        Optional.of(new SiteId("inabu")));
  }

  private static SitePlan towns() {
    return SitePlan.bundled(new MunicipalityId("nankoku"), Catalogue.bundled());
  }

  private interface Entry {
    String of(YamlNode site);
  }

  /// Reads the registry as the command center does: every key must be one that it knows.
  private List<String> registry(Entry wanted) {
    return StrictYaml.read(
        folder.resolve("sites.yaml"),
        file -> {
          assertThat(file.child("operation").text("kind")).isEqualTo("EXERCISE");
          List.of("name", "nameEn").forEach(file.child("operation")::text);
          List.of("id", "name", "nameEn").forEach(file.child("municipality")::text);
          return file.list("sites", site -> site(site, wanted));
        });
  }

  private static String site(YamlNode site, Entry wanted) {
    List.of("id", "name", "nameEn", "kana", "deviceSecretSha256").forEach(site::text);
    List.of("lat", "lon").forEach(site::decimal);
    assertThat(site.integer("cadenceSeconds")).isEqualTo(2);
    site.list("sensors", PreparationTest::sensor);
    return wanted.of(site);
  }

  private static String sensor(YamlNode sensor) {
    List.of("kind", "name", "nameEn", "unit").forEach(sensor::text);
    sensor.optional(
        "thresholds",
        (node, key) -> {
          var levels = node.child(key);
          List.of("standby", "caution", "evacuation", "danger", "hysteresis", "fallingReadings")
              .forEach(levels::integer);
          return key;
        });
    return sensor.text("id");
  }

  private static String sha256(String secret) throws Exception {
    var digest = MessageDigest.getInstance("SHA-256");
    return HexFormat.of().formatHex(digest.digest(secret.getBytes(StandardCharsets.UTF_8)));
  }
}
