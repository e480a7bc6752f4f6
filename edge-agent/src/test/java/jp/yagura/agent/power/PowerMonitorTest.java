package jp.yagura.agent.power;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import jp.yagura.agent.outbox.Entry;
import jp.yagura.agent.outbox.Occurrence;
import jp.yagura.agent.outbox.Occurrence.AlarmChanged;
import jp.yagura.agent.outbox.Occurrence.PowerChanged;
import jp.yagura.agent.site.PowerDriverConfig;
import jp.yagura.agent.site.Timeline;
import jp.yagura.agent.site.Timeline.Point;
import jp.yagura.shared.power.PowerState;
import jp.yagura.shared.wire.AlarmKind;
import jp.yagura.shared.wire.UpMessage;
import org.junit.jupiter.api.Test;

class PowerMonitorTest {
  private static final Instant START = Instant.parse("2026-11-21T00:00:00Z");
  private static final Instant FAILURE = START.plusSeconds(10);
  private static final Instant RETURN = START.plusSeconds(20);

  private final PowerDriver supply =
      new SimulatedPowerDriver(
          new PowerDriverConfig.Simulated(
              START,
              Timeline.once(at(0, 1), at(10, 0), at(20, 1)),
              Timeline.once(at(0, 25_400), at(10, 24_800))),
          Optional.empty());

  @Test
  void aBoxThatStartsForTheFirstTimeTellsItsPowerStateWithoutAnAlarm() {
    assertThat(first(START).occurrences())
        .containsExactly(new PowerChanged(PowerState.MAINS, START, 25_400, 100));
  }

  @Test
  void aFailureIsAlarmedAndToldOnce() {
    PowerMonitor monitor =
        new PowerMonitor(supply, Optional.empty(), Map.of("power", "MAINS"), START);
    assertThat(told(monitor, FAILURE, 5))
        .as("with the moment at which it began")
        .containsExactly(
            failureAlarm(true, FAILURE), new PowerChanged(PowerState.BATTERY, FAILURE, 24_800, 75));
    assertThat(told(monitor, RETURN, 5))
        .containsExactly(
            failureAlarm(false, RETURN), new PowerChanged(PowerState.MAINS, RETURN, 24_800, 75));
  }

  @Test
  void aRelayThatChattersDoesNotFillTheLine() {
    var chattering = new AtomicBoolean();
    PowerMonitor monitor =
        new PowerMonitor(
            (_, _) -> {
              chattering.set(!chattering.get());
              return new PowerDriver.Supply(chattering.get(), 25_400);
            },
            Optional.empty(),
            Map.of("power", "MAINS"),
            START);
    assertThat(told(monitor, START, 600)).isEmpty();
  }

  @Test
  void aVoltageThatNoBatteryHasIsUnknown() {
    PowerMonitor monitor =
        new PowerMonitor(
            (_, _) -> new PowerDriver.Supply(true, Integer.MAX_VALUE),
            Optional.empty(),
            Map.of(),
            START);
    assertThat(monitor.watch(START).occurrences())
        .containsExactly(
            new PowerChanged(PowerState.MAINS, START, UpMessage.UNKNOWN, UpMessage.UNKNOWN));
  }

  @Test
  void aFailureThatEndsWhileTheAgentIsDownIsToldToHaveEnded() {
    PowerMonitor restarted =
        new PowerMonitor(supply, Optional.empty(), Map.of("power", "BATTERY"), RETURN);
    assertThat(told(restarted, RETURN, 4)).contains(failureAlarm(false, RETURN));
  }

  @Test
  void aRestartDuringAFailureDoesNotAlarmAgain() {
    PowerMonitor restarted =
        new PowerMonitor(supply, Optional.empty(), Map.of("power", "BATTERY"), FAILURE);
    assertThat(told(restarted, FAILURE, 5)).isEmpty();
  }

  @Test
  void whatIsToldIsNotedInTheSameEntry() {
    assertThat(first(FAILURE).notes()).containsExactly(Map.entry("power", "BATTERY"));
  }

  @Test
  void theChargeOfALeadBatteryIsToldFromItsVoltage() {
    assertThat(LeadAcidBattery.percentAt(27_300)).isEqualTo(100);
    assertThat(LeadAcidBattery.percentAt(24_600)).isEqualTo(62);
    assertThat(LeadAcidBattery.percentAt(23_600)).isZero();
    assertThat(LeadAcidBattery.percentAt(20_000)).isZero();
  }

  /** Looks so often, once a second. */
  private static List<Occurrence> told(PowerMonitor monitor, Instant from, int looks) {
    List<Occurrence> told = new ArrayList<>();
    for (int i = 0; i < looks; i++) {
      told.addAll(monitor.watch(from.plusSeconds(i)).occurrences());
    }
    return told;
  }

  private Entry first(Instant now) {
    return new PowerMonitor(supply, Optional.empty(), Map.of(), now).watch(now);
  }

  private static Occurrence failureAlarm(boolean raised, Instant at) {
    return new AlarmChanged(AlarmKind.POWER_FAILURE, raised, at, Optional.empty(), 24_800);
  }

  private static Point at(int seconds, long value) {
    return new Point(Duration.ofSeconds(seconds), value);
  }
}
