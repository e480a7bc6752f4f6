package jp.yagura.agent.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jp.yagura.shared.wire.ClockState;
import org.junit.jupiter.api.Test;

class TimekeeperTest {
  private static final Instant NOON = Instant.parse("2026-11-21T03:00:00Z");

  private Instant machine = Instant.EPOCH.plusSeconds(20);
  private long sinceBoot = 20_000;
  private boolean synchronised;
  private boolean correctable = true;
  private final List<Long> corrections = new ArrayList<>();
  private final Boot boot = new Boot("b", () -> sinceBoot);

  private Timekeeper keeper(Past past) {
    return new Timekeeper(
        () -> machine,
        boot,
        () -> synchronised,
        past,
        offset -> {
          corrections.add(offset);
          return correctable;
        });
  }

  private void pass(Duration time) {
    machine = machine.plus(time);
    sinceBoot += time.toMillis();
  }

  private static Past before(Instant sure, Instant newest) {
    return new Past(Optional.of(sure), Optional.of(newest), Optional.empty());
  }

  @Test
  void aClockThatHasFallenBackGoesOnFromTheLastTimeThatWasRight() {
    Timekeeper time = keeper(before(NOON, NOON.plusSeconds(60)));
    assertThat(time.isSure()).isFalse();
    assertThat(time.instant()).isEqualTo(NOON.plusSeconds(60).plusMillis(1));
    pass(Duration.ofMinutes(5));
    assertThat(time.instant()).isEqualTo(NOON.plusSeconds(360).plusMillis(1));
  }

  @Test
  void aClockThatMayBeRightIsBelievedButNotTrusted() {
    machine = NOON.plusSeconds(3_600);
    Timekeeper time = keeper(before(NOON, NOON));
    assertThat(time.instant()).isEqualTo(machine);
    assertThat(time.state()).isEqualTo(ClockState.UNSURE);
  }

  @Test
  void theCommandCentersWordCountsFromTheMiddleOfTheRoundTrip() {
    Timekeeper time = keeper(Past.NONE);
    long asked = time.sinceBoot();
    pass(Duration.ofMillis(1_400));
    time.told(NOON, asked);
    assertThat(time.instant()).isEqualTo(NOON.plusMillis(700));
    assertThat(time.state()).isEqualTo(ClockState.FROM_CENTER);
    assertThat(corrections).hasSize(1);
  }

  @Test
  void anAnswerThatTookTooLongSaysNothing() {
    Timekeeper time = keeper(Past.NONE);
    long asked = time.sinceBoot();
    pass(Duration.ofMinutes(2));
    time.told(NOON, asked);
    assertThat(time.isSure()).isFalse();
  }

  @Test
  void aClockThatWasRightAllAlongIsNotMoved() {
    machine = NOON;
    Timekeeper time = keeper(Past.NONE);
    time.told(NOON.plusMillis(900), time.sinceBoot());
    assertThat(time.isSure()).isTrue();
    assertThat(time.instant()).isEqualTo(NOON);
  }

  @Test
  void aTimeServiceIsBelievedOverTheCommandCenter() {
    Timekeeper time = keeper(Past.NONE);
    synchronised = true;
    machine = NOON;
    time.look();
    assertThat(time.state()).isEqualTo(ClockState.SYNCHRONISED);
    time.told(NOON.plusSeconds(3_600), time.sinceBoot());
    assertThat(time.instant()).isEqualTo(NOON);
  }

  @Test
  void whoeverSetsTheMachinesClockMovesNothingHere() {
    machine = NOON;
    Timekeeper time = keeper(Past.NONE);
    time.told(NOON, time.sinceBoot());
    machine = Instant.EPOCH;
    time.look();
    pass(Duration.ofSeconds(10));
    time.look();
    assertThat(time.instant()).isEqualTo(NOON.plusSeconds(10));
  }

  @Test
  void whatThisBootHasLearntSurvivesARestartOfTheAgent() {
    long offset = NOON.toEpochMilli() - sinceBoot;
    Timekeeper time =
        keeper(
            new Past(Optional.of(NOON), Optional.of(NOON), Optional.of(new Stamp(offset, true))));
    assertThat(time.isSure()).isTrue();
    assertThat(time.instant()).isEqualTo(NOON);
  }

  @Test
  void itIsNotSureBeforeWhatItHasDatedWronglyIsPutRight() {
    Timekeeper time = keeper(Past.NONE);
    correctable = false;
    time.told(NOON, time.sinceBoot());
    assertThat(time.isSure()).isFalse();
    correctable = true;
    time.look();
    assertThat(time.isSure()).isTrue();
  }
}
