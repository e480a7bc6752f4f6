package jp.yagura.simulators.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import jp.yagura.shared.id.SiteId;
import jp.yagura.simulators.fleet.BrokerAddress;
import jp.yagura.simulators.scenario.Scenario;
import jp.yagura.simulators.scenario.TowerStory;
import jp.yagura.simulators.town.Tower;
import jp.yagura.simulators.town.Town;

/// Writes the files of one simulation: who takes part, with which secrets, on which clock.
///
/// @param scenarioName by which the fleet finds the same scenario again
/// @param realAgent the tower that is played by a real edge agent instead of the fleet, if any
/// @param links over which the real agent speaks instead of straight to the broker, if any
public record Preparation(
    Town town,
    String scenarioName,
    Scenario scenario,
    BrokerAddress broker,
    long seed,
    Instant startsAt,
    Duration rise,
    Duration cadence,
    Duration status,
    Optional<SiteId> realAgent,
    Optional<LinkPlan> links) {
  private static final int SECRET_BYTES = 32;

  public Preparation {
    // readings carry milliseconds: a finer start would make them differ from what was looked at
    startsAt = startsAt.truncatedTo(ChronoUnit.MILLIS);
  }

  /// Without links: the real agent speaks straight to the broker.
  public Preparation(
      Town town,
      String scenarioName,
      Scenario scenario,
      BrokerAddress broker,
      long seed,
      Instant startsAt,
      Duration rise,
      Duration cadence,
      Duration status,
      Optional<SiteId> realAgent) {
    this(
        town,
        scenarioName,
        scenario,
        broker,
        seed,
        startsAt,
        rise,
        cadence,
        status,
        realAgent,
        Optional.empty());
  }

  /// Writes everything into that folder, with fresh secrets. What lay there under the same names is
  /// replaced.
  public void writeTo(Path folder) throws IOException {
    writeTo(folder, new SecureRandom());
  }

  void writeTo(Path folder, RandomGenerator random) throws IOException {
    var secrets = new LinkedHashMap<SiteId, String>();
    town.towers().forEach(tower -> secrets.put(tower.id(), secret(random)));
    Files.createDirectories(folder.resolve("agents"));
    write(folder.resolve("sites.yaml"), new RegistryText(this, secrets).text());
    write(folder.resolve(FleetPlan.FILE), new FleetText(this, secrets).text());
    for (var tower : town.towers()) {
      if (isReal(tower)) {
        var data = folder.resolve("data").resolve(tower.id().value()).toAbsolutePath();
        var text = new AgentText(this, tower, secretOf(secrets, tower), data).text();
        write(folder.resolve("agents").resolve(tower.id() + ".yaml"), text);
      }
    }
  }

  boolean isReal(Tower tower) {
    return realAgent.filter(tower.id()::equals).isPresent();
  }

  TowerStory story(Tower tower) {
    return new TowerStory(
        scenario, scenario.clock(startsAt, rise), seed, tower.id(), tower.thresholds());
  }

  static String secretOf(Map<SiteId, String> secrets, Tower tower) {
    return Optional.ofNullable(secrets.get(tower.id())).orElseThrow();
  }

  private static String secret(RandomGenerator random) {
    var bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /// The files carry secrets: nobody else on the machine may read them.
  private static void write(Path file, String text) throws IOException {
    Files.deleteIfExists(file);
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      var ours = PosixFilePermissions.fromString("rw-------");
      Files.createFile(file, PosixFilePermissions.asFileAttribute(ours));
    }
    Files.writeString(file, text);
  }
}
