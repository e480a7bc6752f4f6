package jp.yagura.simulators.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import jp.yagura.shared.id.SiteAddress;
import jp.yagura.shared.testing.Eventually;
import jp.yagura.shared.testing.FreePorts;
import jp.yagura.shared.testing.RealBroker;
import jp.yagura.shared.testing.RunningProcess;
import jp.yagura.shared.wire.SeqRanges;
import jp.yagura.shared.wire.UpMessage.Birth;
import jp.yagura.shared.wire.UpMessage.ReadingsBatch;
import jp.yagura.simulators.fleet.ListeningCenter;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The agent as a Debian machine gets it: the package, put into a scratch root by dpkg itself.
@Timeout(300)
class PackagedAgentIT {
  private static final SiteAddress SITE = SiteAddress.parse("nankoku/inabu");
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String UNIT = "yagura-agent.service";

  @TempDir private static Path shared = Path.of("");
  private static Path first = Path.of("");
  private static Path second = Path.of("");

  private ScratchRoot machine;

  @BeforeAll
  static void buildBoth() {
    for (String tool : List.of("dpkg", "dpkg-deb", "fakeroot")) {
      Assumptions.assumeTrue(
          isInstalled(tool), tool + " is not installed: no package can be tried");
    }
    Assumptions.assumeTrue(
        System.getProperty("os.arch").equals("amd64"), "only the package for amd64 can be tried");
    Path checkout = Path.of("..").toAbsolutePath().normalize();
    first = ScratchRoot.build(checkout, shared, "0.1.0");
    second = ScratchRoot.build(checkout, shared, "0.1.1");
  }

  private static boolean isInstalled(String tool) {
    return List.of(System.getenv("PATH").split(":")).stream()
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
  }

  @BeforeEach
  void prepare(@TempDir Path folder) throws IOException {
    machine = new ScratchRoot(folder);
  }

  @Test
  void aFreshPackageSaysInBothLanguagesThatItWantsToBeFilledIn() throws IOException {
    assertThat(machine.install(first)).contains("がまだ記入されていないため、起動していません", "is not filled in yet");
    try (RunningProcess service = machine.startService(UNIT)) {
      assertThat(service.awaitEnd(SOON)).as("no restart makes that better").isEqualTo(78);
      assertThat(String.join("\n", service.lines()))
          .contains("局の定義ファイルを使えません", "The site file cannot be used");
    }
    assertThat(Files.readString(machine.at("/usr/lib/systemd/system/" + UNIT)))
        .contains("RestartPreventExitStatus=64 69 78");
  }

  @Test
  void filledInItMeasuresAndSendsAndUsesWhatWasRemembered() throws Exception {
    machine.install(first);
    assertThat(machine.at("/var/cache/yagura-agent/agent.aot")).isNotEmptyFile();
    try (RealBroker broker = RealBroker.start();
        ListeningCenter center = ListeningCenter.at(broker.port())) {
      fillIn(broker.port());
      try (RunningProcess service = machine.startService(UNIT)) {
        service.awaitLineWith("AGENT READY nankoku/inabu", SOON);
        Eventually.until(SOON, () -> !center.heard(SITE, ReadingsBatch.class).isEmpty());
        assertThat(center.heard(SITE, Birth.class).getFirst().software())
            .startsWith("yagura-agent/");
        assertThat(Files.readString(Path.of("/proc/" + service.pid() + "/maps")))
            .contains("agent.aot", "usr/lib/yagura-agent/native/libsqlitejdbc.so");
        assertThat(service.stop(SOON)).isEqualTo(143);
      }
    }
  }

  @Test
  void anUpgradeKeepsTheSiteFileAndDeliversWhatTheOldVersionCouldNot() throws Exception {
    machine.install(first);
    int port = FreePorts.one();
    fillIn(port);
    try (RunningProcess old = machine.startService(UNIT)) {
      old.awaitLineWith("AGENT READY", SOON);
      old.awaitLineWith("committed readings=30..30", SOON);
      assertThat(old.stop(SOON)).isEqualTo(143);
    }
    String siteFile = Files.readString(machine.at("/etc/yagura/site.yaml"));

    machine.install(second);
    assertThat(machine.at("/etc/yagura/site.yaml")).hasContent(siteFile);
    assertThat(machine.at("/var/lib/dpkg/status")).content().contains("Version: 0.1.1");

    try (RealBroker broker = RealBroker.with().port(port).start();
        ListeningCenter center = ListeningCenter.at(broker.port());
        RunningProcess upgraded = machine.startService(UNIT)) {
      String line = upgraded.awaitLineWith("started site=", SOON);
      long kept = Long.parseLong(line.replaceAll(".*waiting=", ""));
      assertThat(kept).isGreaterThan(20);
      Eventually.until(
          "what the old version measured, and what the new one does",
          SOON,
          () -> ofFirstStart(center).upTo() >= 30 && starts(center) == 2);
    }
  }

  private static long starts(ListeningCenter center) {
    return center.heard(SITE, ReadingsBatch.class).stream()
        .map(ReadingsBatch::epoch)
        .distinct()
        .count();
  }

  private static SeqRanges ofFirstStart(ListeningCenter center) {
    List<ReadingsBatch> heard = center.heard(SITE, ReadingsBatch.class);
    long first = heard.stream().mapToLong(ReadingsBatch::epoch).min().orElse(0);
    SeqRanges all = SeqRanges.NONE;
    for (ReadingsBatch batch : heard) {
      all = batch.epoch() == first ? all.add(batch.range()) : all;
    }
    return all;
  }

  /// As whoever installs it does, in the file that the package has brought.
  private void fillIn(int port) throws IOException {
    Path file = machine.at("/etc/yagura/site.yaml");
    String text =
        Files.readString(file)
            .replace("municipality: FILL-IN-記入", "municipality: nankoku")
            .replace("site: FILL-IN-記入", "site: inabu")
            .replace("/var/lib/yagura", machine.at("/var/lib/yagura").toString())
            .replace("ssl://FILL-IN:8883", "tcp://127.0.0.1:" + port)
            .replace("FILL-IN/FILL-IN", "nankoku/inabu")
            .replace("    caFile: /etc/yagura/ca.pem\n", "")
            .replace("sample: 1m, send: 10m", "sample: 100ms, send: 1s");
    Files.writeString(file, text);
  }
}
