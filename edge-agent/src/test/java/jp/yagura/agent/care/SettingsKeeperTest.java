package jp.yagura.agent.care;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jp.yagura.agent.site.CadenceConfig;
import jp.yagura.agent.site.ClockConfig;
import jp.yagura.agent.site.CustodyConfig;
import jp.yagura.agent.site.Label;
import jp.yagura.agent.site.LevelDriverConfig;
import jp.yagura.agent.site.Plausibility;
import jp.yagura.agent.site.PowerDriverConfig;
import jp.yagura.agent.site.SensorConfig;
import jp.yagura.agent.site.SiteConfig;
import jp.yagura.agent.site.SpikeConfig;
import jp.yagura.agent.site.SummaryConfig;
import jp.yagura.agent.site.Timeline;
import jp.yagura.agent.site.UplinkConfig;
import jp.yagura.shared.id.SensorId;
import jp.yagura.shared.id.SiteAddress;
import jp.yagura.shared.wire.CareResult.ConfigResult;
import jp.yagura.shared.wire.CareResult.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsKeeperTest {
  private static final Duration TRIAL = Duration.ofMinutes(3);
  private static final String FASTER = "{\"cadence\":{\"send\":\"1m\"}}";
  private static final String FASTEST = "{\"cadence\":{\"send\":\"5s\"}}";

  @TempDir Path folder;
  private Instant now = Instant.parse("2026-11-21T00:00:00Z");
  private final List<SiteConfig> applied = new ArrayList<>();

  @Test
  void settingsAreAppliedAtOnceAndKnownAfterARestart() {
    SettingsKeeper keeper = keeper();
    assertThat(keeper.take(3, FASTER).outcome()).isEqualTo(Outcome.APPLIED);
    assertThat(applied.getLast().cadence().send()).isEqualTo(Duration.ofMinutes(1));
    assertThat(applied.getLast().cadence().sample()).as("as in the site file").hasSeconds(60);
    trialEnds(keeper, true);
    SettingsKeeper next = keeper();
    assertThat(next.version()).isEqualTo(3);
    assertThat(next.config().cadence().send()).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void spikesAreJudgedAsOrderedAndAsWrittenElsewhere() {
    SettingsKeeper keeper = keeper();
    keeper.take(1, "{\"sensors\":[{\"id\":\"wl\",\"spike\":{\"window\":9,\"maxJump\":50}}]}");
    assertThat(keeper.config().sensors().get(0).plausibility().spike())
        .contains(new SpikeConfig(9, 50));
    assertThat(keeper.config().sensors().get(1).plausibility().spike()).isEmpty();
  }

  @Test
  void badSettingsAreRefusedWithAReasonAndTheOldStayInForce() {
    SettingsKeeper keeper = keeper();
    keeper.take(3, FASTER);
    trialEnds(keeper, true);
    for (String bad :
        new String[] {
          "{\"cadence\":{\"send\":\"1ms\"}}",
          "{\"cadense\":{}}",
          "{\"sensors\":[{\"id\":\"zz\",\"spike\":{\"window\":5,\"maxJump\":9}}]}",
          "{{{{",
          ""
        }) {
      ConfigResult result = keeper.take(4, bad);
      assertThat(result.outcome()).as(bad).isEqualTo(Outcome.REFUSED);
      assertThat(result.inForce()).isEqualTo(3);
      assertThat(result.ja()).isNotBlank();
      assertThat(result.en()).isNotBlank();
    }
    assertThat(keeper.config().cadence().send()).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void settingsThatCostTheLineAreGivenUpWhenTheTrialEnds() {
    SettingsKeeper keeper = keeper();
    keeper.take(3, FASTER);
    trialEnds(keeper, true);
    keeper.take(4, FASTEST);
    ConfigResult result = trialEnds(keeper, false).orElseThrow();
    assertThat(result.outcome()).isEqualTo(Outcome.TAKEN_BACK);
    assertThat(result.inForce()).isEqualTo(3);
    assertThat(applied.getLast().cadence().send()).isEqualTo(Duration.ofMinutes(1));
    assertThat(keeper().version()).isEqualTo(3);
  }

  @Test
  void settingsUnderWhichTheProgramDiesAreGivenUpAtTheNextStart() {
    keeper().take(4, FASTEST); // and no orderly end
    SettingsKeeper next = keeper();
    assertThat(next.atStart().orElseThrow().outcome()).isEqualTo(Outcome.TAKEN_BACK);
    assertThat(next.atStart().orElseThrow().version()).isEqualTo(4);
    assertThat(next.version()).isZero();
    assertThat(keeper().atStart()).as("told once").isEmpty();
  }

  @Test
  void anOrderlyRestartDuringTheTrialIsNoReasonToGiveUp() {
    SettingsKeeper keeper = keeper();
    keeper.take(4, FASTEST);
    keeper.endsWell();
    SettingsKeeper next = keeper();
    assertThat(next.atStart()).isEmpty();
    assertThat(next.version()).isEqualTo(4);
    assertThat(keeper().version()).as("and then it died").isZero();
  }

  @Test
  void aDamagedFileIsNoReasonNotToMeasure() throws Exception {
    keeper().take(3, FASTER);
    Files.writeString(file(), "good.version=x\n");
    assertThat(keeper().version()).isZero();
    assertThat(keeper().config().cadence().send()).hasSeconds(600);
  }

  private Optional<ConfigResult> trialEnds(SettingsKeeper keeper, boolean connected) {
    assertThat(keeper.look(connected)).as("too early").isEmpty();
    now = now.plus(TRIAL);
    return keeper.look(connected);
  }

  private Path file() {
    return folder.resolve("settings.remote");
  }

  private SettingsKeeper keeper() {
    return new SettingsKeeper(site(), file(), TRIAL, () -> now, applied::add);
  }

  private SiteConfig site() {
    var line = new Timeline(List.of(new Timeline.Point(Duration.ZERO, 1)), Optional.empty());
    var driver = new LevelDriverConfig.Simulated(now, line, 0, 0);
    return new SiteConfig(
        SiteAddress.parse("nankoku/inabu"),
        folder,
        new UplinkConfig(List.of(), 1, SummaryConfig.DEFAULT),
        new CadenceConfig(Duration.ofMinutes(1), Duration.ofMinutes(10), Duration.ofMinutes(5)),
        CustodyConfig.DEFAULT,
        ClockConfig.DEFAULT,
        List.of(
            sensor("wl", Optional.of(new SpikeConfig(5, 1_000)), driver),
            sensor("rn", Optional.empty(), driver)),
        new PowerDriverConfig.Simulated(now, line, line),
        Optional.empty(),
        Optional.empty(),
        new Label("稲生", "Inabu"),
        Optional.empty(),
        List.of());
  }

  private static SensorConfig sensor(
      String id, Optional<SpikeConfig> spike, LevelDriverConfig driver) {
    var plausibility = new Plausibility(spike, Optional.empty(), Optional.empty());
    return new SensorConfig(new SensorId(id), new Label(id, id), "", plausibility, driver);
  }
}
