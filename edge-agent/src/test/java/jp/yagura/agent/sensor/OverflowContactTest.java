package jp.yagura.agent.sensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import jp.yagura.agent.outbox.Occurrence;
import jp.yagura.agent.outbox.Occurrence.AlarmChanged;
import jp.yagura.agent.site.LevelDriverConfig;
import jp.yagura.agent.site.Timeline;
import jp.yagura.agent.site.Timeline.Point;
import jp.yagura.shared.wire.AlarmKind;
import org.junit.jupiter.api.Test;

class OverflowContactTest {
  private static final Instant START = Instant.parse("2026-11-21T00:00:00Z");
  private static final Instant BEGINS = START.plusSeconds(170);
  private static final Instant ENDS = START.plusSeconds(300);

  private final Driver contact =
      new SimulatedContact(
          new LevelDriverConfig.Simulated(
              START, Timeline.once(at(0, 0), at(170, 1), at(300, 0)), 0, 0));

  @Test
  void anOverflowIsAlarmedOnceWhenItBeginsAndOnceWhenItEnds() {
    OverflowContact watched = new OverflowContact(contact, Map.of());
    assertThat(watched.watch(BEGINS.minusMillis(1)).isEmpty()).isTrue();
    assertThat(watched.watch(BEGINS).occurrences()).containsExactly(alarm(true, BEGINS));
    assertThat(watched.watch(BEGINS.plusSeconds(1)).isEmpty()).isTrue();
    assertThat(watched.watch(ENDS).occurrences()).containsExactly(alarm(false, ENDS));
  }

  @Test
  void anOverflowThatEndsWhileTheAgentIsDownIsToldToHaveEnded() {
    Map<String, String> notes = new OverflowContact(contact, Map.of()).watch(BEGINS).notes();
    assertThat(new OverflowContact(contact, notes).watch(ENDS).occurrences())
        .containsExactly(alarm(false, ENDS));
  }

  @Test
  void aContactThatCannotBeReadIsNoOverflowAndNoEndOfOne() {
    Driver broken =
        _ -> {
          throw new DriverFault("wire cut");
        };
    OverflowContact watched = new OverflowContact(broken, Map.of("overflow", "true"));
    assertThat(watched.watch(START).isEmpty()).isTrue();
  }

  private static Occurrence alarm(boolean raised, Instant at) {
    return new AlarmChanged(AlarmKind.OVERFLOW, raised, at, Optional.empty(), raised ? 1 : 0);
  }

  private static Point at(int seconds, long value) {
    return new Point(Duration.ofSeconds(seconds), value);
  }
}
