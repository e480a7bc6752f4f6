package jp.yagura.agent.power;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import jp.yagura.agent.outbox.Entry;
import jp.yagura.agent.outbox.Occurrence.PowerChanged;
import jp.yagura.agent.power.PowerDriver.Flow;
import jp.yagura.agent.power.PowerDriver.Supply;
import jp.yagura.agent.site.CadenceConfig;
import jp.yagura.agent.site.PowerPlanConfig;
import jp.yagura.agent.site.PowerPlanConfig.Chemistry;
import jp.yagura.agent.site.PowerPlanConfig.Slower;
import jp.yagura.agent.site.PowerPlanConfig.Watts;
import jp.yagura.shared.power.ModesLeft;
import jp.yagura.shared.power.PowerState;
import jp.yagura.shared.power.TimeLeft;
import org.junit.jupiter.api.Test;

/** A box that knows its battery says how long it lasts, and sheds what it must. */
class EnduranceTest {
  private static final Instant START = Instant.parse("2026-11-21T00:00:00Z");
  private static final CadenceConfig CADENCE =
      new CadenceConfig(Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofMinutes(5));

  private static final PowerPlanConfig PLAN =
      new PowerPlanConfig(
          Chemistry.LEAD_ACID,
          100,
          0.9,
          new Watts(35, 18, 10),
          Slower.than(CADENCE),
          Duration.ofHours(72));

  private final Map<String, String> notes = new HashMap<>();
  private boolean mains = true;
  private PowerMode doing = PowerMode.NORMAL;
  private Instant now = START;

  @Test
  void onMainsThereIsNothingToCountDown() {
    PowerMonitor monitor = started();
    look(monitor, 60);
    assertThat(monitor.view().state()).isEqualTo(PowerState.MAINS);
    assertThat(monitor.view().onBattery()).isEmpty();
    assertThat(monitor.view().batteryPercent()).isEqualTo(98);
  }

  @Test
  void whenTheMainsFailItShedsWhatItMustForItsPromiseAndTellsHowLongItLasts() {
    PowerMonitor monitor = started();
    look(monitor, 60);
    mains = false;
    look(monitor, 60);
    assertThat(doing).as("all that it does on mains would not last").isEqualTo(PowerMode.SAVING);
    assertThat(monitor.view().state()).isEqualTo(PowerState.SAVING);
    TimeLeft left = monitor.view().onBattery().orElseThrow().byPlan();
    assertThat(left.least()).isGreaterThan(Duration.ofHours(72));
    assertThat(left.expected()).isBetween(left.least(), left.most());
  }

  @Test
  void itAlsoTellsWhatEachModeWouldMean() {
    PowerMonitor monitor = started();
    look(monitor, 60);
    mains = false;
    look(monitor, 60);
    ModesLeft left = monitor.view().onBattery().orElseThrow().inModes().orElseThrow();
    assertThat(left.normal().expected()).isLessThan(left.saving().expected());
    assertThat(left.saving().expected()).isLessThan(left.survival().expected());
    assertThat(left.normal().most()).as("hence it saves").isLessThan(Duration.ofHours(72));
  }

  @Test
  void aRestartInTheMiddleGoesOnWhereItWas() {
    PowerMonitor monitor = started();
    look(monitor, 60);
    mains = false;
    look(monitor, 3_600);
    TimeLeft before = monitor.view().onBattery().orElseThrow().byPlan();
    PowerMonitor restarted = started();
    look(restarted, 5);
    assertThat(restarted.view().state()).isEqualTo(PowerState.SAVING);
    TimeLeft after = restarted.view().onBattery().orElseThrow().byPlan();
    assertThat(after.expected())
        .isBetween(before.expected().minusMinutes(30), before.expected().plusMinutes(30));
  }

  @Test
  void whenTheMainsComeBackEverythingIsDoneAgain() {
    PowerMonitor monitor = started();
    mains = false;
    look(monitor, 60);
    mains = true;
    var told = look(monitor, 10);
    assertThat(doing).isEqualTo(PowerMode.NORMAL);
    assertThat(told).map(PowerChanged::state).contains(PowerState.MAINS);
    assertThat(monitor.view().onBattery()).isEmpty();
  }

  private PowerMonitor started() {
    return new PowerMonitor(this::supply, Optional.of(PLAN), notes, now);
  }

  private Supply supply(Instant at, PowerMode mode) {
    doing = mode;
    double watts =
        switch (mode) {
          case NORMAL -> 35;
          case SAVING -> 18;
          case SURVIVAL -> 10;
        };
    return mains
        ? new Supply(true, 27_300, Optional.of(new Flow(0, 10)))
        : new Supply(
            false, 25_300, Optional.of(new Flow((int) Math.round(watts * 1_000 / 25.3), 10)));
  }

  /** So many seconds, and the last change of state that was told in them. */
  private Optional<PowerChanged> look(PowerMonitor monitor, int seconds) {
    Optional<PowerChanged> told = Optional.empty();
    for (int i = 0; i < seconds; i++) {
      now = now.plusSeconds(1);
      Entry entry = monitor.watch(now);
      notes.putAll(entry.notes());
      for (var occurrence : entry.occurrences()) {
        if (occurrence instanceof PowerChanged changed) {
          told = Optional.of(changed);
        }
      }
    }
    return told;
  }
}
