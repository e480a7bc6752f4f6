package jp.yagura.agent.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import jp.yagura.agent.site.PowerPlanConfig.Chemistry;
import jp.yagura.agent.site.PowerPlanConfig.Slower;
import jp.yagura.agent.site.PowerPlanConfig.Watts;
import jp.yagura.shared.id.SensorId;
import jp.yagura.shared.id.SiteAddress;
import jp.yagura.shared.yaml.BadYaml;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SiteFileTest {
  private static final String WHOLE =
      """
      municipality: nankoku
      site: inabu
      data: /var/lib/yagura
      brokers:
        - {name: hq, uri: "tcp://10.0.0.1:1883", username: nankoku/inabu, password: s3cret}
        - {uri: "ssl://relay.example:8883", username: nankoku/inabu, password: s3cret, caFile: /etc/yagura/ca.pem}
      bearers:
        - {name: lan, source: eth0}
        - {name: lte, source: 10.9.0.2, price: 0.3, budget: {daily: 50MB}}
        - {name: satellite, brokers: [broker-2], price: 150, keepAlive: 10m, ackEvery: 1h, rtt: 700ms, budget: {daily: 100kB, monthly: 3MB}, thin: true}
      roads: 2
      summaries: {every: 5m, changes: {wl: 50}}
      cadence: {sample: 2s, send: 10s, status: 5m}
      sensors:
        - id: wl
          spike: {window: 5, maxJump: 1000}
          driver: {type: simulated, startsAt: 2026-11-21T00:00:00Z, noise: 4, seed: 7, timeline: [[0s, 420], [60s, 1650]], repeat: 5m}
        - id: rn
          driver: {type: simulated, startsAt: 2026-11-21T00:00:00Z, timeline: [[0s, 0]]}
      power:
        driver: {type: simulated, startsAt: 2026-11-21T00:00:00Z, mains: [[0s, on], [95s, off]], battery: [[0s, 27300]]}
        plan:
          battery: {chemistry: lead-acid, ampereHours: 100, age: 0.9}
          watts: {normal: 35, saving: 18, survival: 10}
          cadence:
            saving: {sample: 10s, send: 1m, status: 10m}
            survival: {sample: 10m, send: 30m, status: 2h}
      overflow:
        driver: {type: simulated, startsAt: 2026-11-21T00:00:00Z, timeline: [[0s, 0], [170s, 1]]}
      """;

  @TempDir private Path folder = Path.of("");

  @Test
  void aWholeFileIsReadAsItIsMeant() {
    SiteConfig site = read(WHOLE);
    assertThat(site.address()).isEqualTo(SiteAddress.parse("nankoku/inabu"));
    assertThat(site.cadence())
        .isEqualTo(
            new CadenceConfig(
                Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofMinutes(5)));
    assertThat(site.custody()).isEqualTo(CustodyConfig.DEFAULT);
    assertThat(site.uplink().roads()).isEqualTo(2);
    assertThat(site.uplink().summaries())
        .isEqualTo(new SummaryConfig(Duration.ofMinutes(5), 100, Map.of(new SensorId("wl"), 50L)));
    var bearers = site.uplink().bearers();
    assertThat(bearers).extracting(BearerConfig::name).containsExactly("lan", "lte", "satellite");
    BearerConfig lan = bearers.getFirst();
    assertThat(lan.source()).contains("eth0");
    assertThat(lan.keepAlive()).isEqualTo(Duration.ofSeconds(5));
    assertThat(lan.ackEvery()).isZero();
    assertThat(lan.hasBudget()).isFalse();
    assertThat(lan.brokers()).extracting(BrokerConfig::name).containsExactly("hq", "broker-2");
    assertThat(bearers.get(1).priceSen()).contains(30);
    assertThat(bearers.get(1).keepAlive()).isEqualTo(Duration.ofSeconds(30));
    BearerConfig satellite = bearers.getLast();
    assertThat(satellite.thin()).isTrue();
    assertThat(satellite.ackEvery()).isEqualTo(Duration.ofHours(1));
    assertThat(satellite.rtt()).isEqualTo(Duration.ofMillis(700));
    assertThat(satellite.dailyBudget()).isEqualTo(100_000);
    assertThat(satellite.monthlyBudget()).isEqualTo(3_000_000);
    assertThat(satellite.brokers().getFirst().caFile()).contains(Path.of("/etc/yagura/ca.pem"));
    assertThat(site.sensors().getFirst().plausibility().spike())
        .contains(new SpikeConfig(5, 1_000));
    assertThat(site.sensors().getLast().id()).isEqualTo(new SensorId("rn"));
    assertThat(site.sensors().getLast().plausibility().spike()).isEqualTo(Optional.empty());
    assertThat(site.overflow()).isPresent();
    var power = (PowerDriverConfig.Simulated) site.power();
    assertThat(power.startsAt()).isEqualTo(Instant.parse("2026-11-21T00:00:00Z"));
    assertThat(power.mains().steppedAt(Duration.ofSeconds(94))).isEqualTo(1);
    assertThat(power.mains().steppedAt(Duration.ofSeconds(95))).isEqualTo(0);
    assertThat(site.powerPlan())
        .contains(
            new PowerPlanConfig(
                Chemistry.LEAD_ACID,
                100,
                0.9,
                new Watts(35, 18, 10),
                new Slower(
                    new CadenceConfig(
                        Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofMinutes(10)),
                    new CadenceConfig(
                        Duration.ofMinutes(10), Duration.ofMinutes(30), Duration.ofHours(2))),
                Duration.ofHours(72)));
  }

  @Test
  void withoutAWordOnItABoxThatSavesPowerWorksAtAThirdAndAtATenthOfItsPace() {
    String silent = WHOLE.replaceAll("(?m)^ +cadence:\\n.*\\n.*survival: \\{sample.*\\n", "");
    Slower slower = read(silent).powerPlan().orElseThrow().slower();
    assertThat(slower.saving().sample()).isEqualTo(Duration.ofSeconds(6));
    assertThat(slower.survival().send()).isEqualTo(Duration.ofSeconds(100));
  }

  @ParameterizedTest(name = "{2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          cadence: {sample: 2s   | cadence: {smaple: 2s, sample: 2s | cadence.smaple: is not a key that is known here
          cadence: {sample: 2s   | cadence: {sample: 1ms            | sample must be from 10ms
          sample: 2s             | sample: 2 seconds                | must be a duration
          tcp://10.0.0.1:1883    | http://10.0.0.1                  | must be tcp://HOST:PORT
          id: rn                 | id: wl                           | sensor wl stands here twice
          window: 5              | window: 2                        | window must be 3 to 99 values
          [60s, 1650]            | [60s, 1650, 3]                   | must be a pair like [60s, 1650]
          [60s, 1650]            | [0s, 1650]                       | moments must grow
          repeat: 5m             | repeat: 30s                      | cannot repeat after
          name: lte              | name: lan                        | bearers must have different names
          name: lte              | name: LTE                        | must be lower-case letters
          [broker-2]             | [broker-3]                       | no broker is named broker-3
          daily: 50MB            | daily: 50                        | must be a size like 500kB
          {daily: 50MB}          | {}                               | budget must say daily
          every: 5m              | every: 7m                        | every must divide an hour evenly
          {wl: 50}               | {wx: 50}                         | no sensor is named wx
          roads: 2               | roads: 9                         | roads must be 1 to 4
          name: hq               | name: broker-2                   | broker broker-2 stands here twice
          price: 150             | prize: 150                       | prize: is not a key that is known here
          ssl://relay            | tcp://relay                      | caFile is for ssl:// only
          type: simulated        | type: modbus                     | type must be simulated
          site: inabu            | site: Inabu                      | site id must be
          site: inabu            | region: inabu                    | needs the key site
          """)
  void aMistakeIsRefusedWithItsPlace(String right, String wrong, String complaint) {
    assertThatThrownBy(() -> read(WHOLE.replace(right, wrong)))
        .isInstanceOf(BadYaml.class)
        .hasMessageStartingWith("inabu.yaml, line ")
        .hasMessageContaining(complaint);
  }

  @Test
  void withoutBearersThereIsOneOverWhichAllBrokersAreReached() {
    String plain =
        WHOLE
            .lines()
            .filter(line -> !line.contains("{name: l") && !line.contains("{name: sat"))
            .filter(line -> !line.startsWith("bearers") && !line.startsWith("roads"))
            .collect(Collectors.joining("\n"));
    UplinkConfig uplink = read(plain).uplink();
    assertThat(uplink.bearers()).extracting(BearerConfig::name).containsExactly("lan");
    assertThat(uplink.bearers().getFirst().brokers()).hasSize(2);
    assertThat(uplink.roads()).isEqualTo(1);
  }

  @Test
  void whatIsBelievedOfASensorAndHowTheBoxShowsItselfIsReadAsItIsMeant() {
    SiteConfig site =
        read(
            WHOLE.replace(
                    "- id: wl",
                    "- id: wl\n    name: 水位\n    unit: mm\n    range: {min: -500, max: 9000}\n    frozenAfter: 6h")
                + "name: 稲生\nlocal: {listen: \"192.168.7.1:8080\", pin: \"135790\"}\n");
    SensorConfig level = site.sensors().getFirst();
    assertThat(level.plausibility().range()).contains(new Plausibility.Range(-500, 9_000));
    assertThat(level.plausibility().frozenAfter()).contains(Duration.ofHours(6));
    assertThat(level.label()).isEqualTo(new Label("水位", "wl"));
    assertThat(level.unit()).isEqualTo("mm");
    assertThat(site.label()).isEqualTo(new Label("稲生", "inabu"));
    assertThat(site.page().orElseThrow().listen().getPort()).isEqualTo(8080);
    assertThat(site.toString()).doesNotContain("135790");
    assertThat(read(WHOLE).page()).as("no page unless it is asked for").isEmpty();
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {listen: "0.0.0.0:8080"}                    | needs a pin
          {listen: "0.0.0.0:8080", pin: "1234"}       | pin must be 6 to 12 digits
          {listen: "box.example:8080", pin: "123456"} | must be ADDRESS:PORT
          {listen: "127.0.0.1:99999"}                 | must be ADDRESS:PORT
          {listen: "300.0.0.1:80", pin: "123456"}     | must be ADDRESS:PORT
          """)
  void aPageThatStrangersCouldUseIsRefused(String page, String complaint) {
    assertThatThrownBy(() -> read(WHOLE + "local: " + page + "\n"))
        .isInstanceOf(BadYaml.class)
        .hasMessageContaining(complaint);
  }

  @Test
  void aPasswordIsNotShownByLogLines() {
    assertThat(read(WHOLE).toString()).doesNotContain("s3cret");
  }

  private SiteConfig read(String yaml) {
    try {
      return SiteFile.read(Files.writeString(folder.resolve("inabu.yaml"), yaml));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
