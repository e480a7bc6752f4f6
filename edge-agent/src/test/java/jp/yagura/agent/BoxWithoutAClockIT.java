package jp.yagura.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import jp.yagura.agent.clock.Boot;
import jp.yagura.shared.testing.Eventually;
import jp.yagura.shared.testing.FreePorts;
import jp.yagura.shared.testing.RealBroker;
import jp.yagura.shared.wire.ClockState;
import jp.yagura.shared.wire.Dating;
import jp.yagura.shared.wire.Reading;
import jp.yagura.shared.wire.UpMessage.Alarm;
import jp.yagura.shared.wire.UpMessage.Birth;
import jp.yagura.shared.wire.UpMessage.ReadingsBatch;
import jp.yagura.shared.wire.UpMessage.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A box that has lost its time with its power, as most do: it wakes up in 1970.
class BoxWithoutAClockIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  @Test
  void whatItMeasuredIn1970HasItsRightTimeWhenHeadquartersHearsOfIt(@TempDir Path folder)
      throws Exception {
    int port = FreePorts.one();
    SiteText site =
        SiteText.in(folder).broker("tcp://127.0.0.1:" + port).mains("[[0s, off]]").status("200ms");
    Instant began = Instant.now();
    try (Agent agent =
        Agent.start(site.config(), new Drivers(), Agent.Remote.none(), since1970(), coldBoot())) {
      Eventually.until(SOON, () -> agent.waiting().items() > 100);
      Instant online = Instant.now();
      try (RealBroker broker = RealBroker.with().port(port).start();
          StandInCenter center = new StandInCenter(broker.uri())) {
        Eventually.until(SOON, () -> center.readings().size() > 200);
        assertThat(readings(center, Dating.Corrected.class)).hasSizeGreaterThan(50);
        assertThat(readings(center, Dating.Uncertain.class)).isEmpty();
        List<Reading> all = List.copyOf(center.readings().values());
        assertThat(all)
            .extracting(Reading::observedAt)
            .isSorted()
            .allSatisfy(at -> assertThat(at).isBetween(began.minusSeconds(1), Instant.now()));
        assertThat(all.getFirst().observedAt()).isBefore(online);
        Eventually.until(SOON, () -> center.statuses().stream().anyMatch(this::knowsTheTime));
        // of the alarm one knows how long ago it was, or when
        Alarm alarm = center.heard(Alarm.class).getFirst();
        assertThat(alarm.dating()).isNotEqualTo(Dating.SURE);
      }
    }
  }

  private boolean knowsTheTime(Status status) {
    return status.clock().equals(Optional.of(ClockState.FROM_CENTER));
  }

  @Test
  void anAlarmDoesNotWaitForTheTimeAndReadingsWaitOnlyForAMoment(@TempDir Path folder)
      throws Exception {
    try (RealBroker broker = RealBroker.start();
        StandInCenter center = new StandInCenter(broker.uri())) {
      center.tellTheTime(false);
      SiteText site = SiteText.in(folder).broker(broker.uri()).mains("[[0s, off]]");
      long begin = System.nanoTime();
      try (Agent agent =
          Agent.start(site.config(), new Drivers(), Agent.Remote.none(), since1970(), coldBoot())) {
        Eventually.until(SOON, () -> !center.heard(Alarm.class).isEmpty());
        assertThat(center.heard(Birth.class).getFirst().clock()).contains(ClockState.UNSURE);
        assertThat(center.heard(Alarm.class).getFirst().dating())
            .isInstanceOfSatisfying(
                Dating.Aged.class,
                aged -> assertThat(aged.age().toNanos()).isBetween(0L, System.nanoTime() - begin));
        assertThat(center.heard(ReadingsBatch.class)).isEmpty();
        Eventually.until(SOON, () -> !center.heard(ReadingsBatch.class).isEmpty());
        assertThat(center.heard(ReadingsBatch.class).getFirst().dating())
            .isEqualTo(Dating.UNCERTAIN);
      }
    }
  }

  private static List<Reading> readings(StandInCenter center, Class<? extends Dating> dating) {
    List<Reading> readings = new ArrayList<>();
    for (ReadingsBatch batch : center.heard(ReadingsBatch.class)) {
      if (dating.isInstance(batch.dating())) {
        readings.addAll(batch.readings());
      }
    }
    return readings;
  }

  private static InstantSource since1970() {
    long begin = System.nanoTime();
    return () -> Instant.EPOCH.plusNanos(System.nanoTime() - begin).plusSeconds(20);
  }

  private static Boot coldBoot() {
    return new Boot("cold", () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()));
  }
}
