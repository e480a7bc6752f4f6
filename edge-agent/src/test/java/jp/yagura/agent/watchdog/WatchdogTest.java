package jp.yagura.agent.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import jp.yagura.agent.watchdog.Watchdog.Ward;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WatchdogTest {
  private static final Duration GRACE = Duration.ofSeconds(60);
  private static final Duration PACE = Duration.ofMillis(10);

  private final AtomicReference<Instant> time =
      new AtomicReference<>(Instant.parse("2026-11-21T00:00:00Z"));
  private final Pulse recording = new Pulse("recording", GRACE, time::get);
  private final Pulse uplink = new Pulse("uplink", GRACE, time::get);
  private final AtomicInteger remade = new AtomicInteger();
  private final BlockingQueue<String> said = new LinkedBlockingQueue<>();

  @Test
  void systemdHearsThatWeAreReadyHowWeAreThatWeLiveAndThatWeStop() throws Exception {
    try (Watchdog dog = watchdog()) {
      dog.start();
      assertThat(said.take()).isEqualTo("READY=1");
      assertThat(said.take()).isEqualTo("STATUS=fine");
      assertThat(said.take()).isEqualTo("WATCHDOG=1");
      assertThat(said.take()).isEqualTo("WATCHDOG=1");
    }
    assertThat(said).last().isEqualTo("STOPPING=1");
  }

  @Test
  void whileRecordingHangsSystemdHearsNothing() throws Exception {
    try (Watchdog dog = watchdog()) {
      pass(GRACE.plusSeconds(1));
      uplink.beat(GRACE);
      dog.start();
      assertThat(said.take()).isEqualTo("READY=1");
      assertThat(said.take()).isEqualTo("STATUS=fine");
      assertThat(said.poll(300, TimeUnit.MILLISECONDS)).isNull();
      recording.beat(GRACE);
      assertThat(said.take()).isEqualTo("WATCHDOG=1");
    }
  }

  @Test
  void anUplinkThatHangsIsMadeAnewOnceAndSystemdNeedNotKnow() throws Exception {
    try (Watchdog dog = watchdog()) {
      pass(GRACE.plusSeconds(1));
      recording.beat(GRACE);
      dog.start();
      untilFed(5);
      assertThat(remade).hasValue(1);
      pass(GRACE.multipliedBy(2).plusSeconds(1)); // it hangs again: twice the time for the next
      recording.beat(GRACE);
      untilFed(5);
      assertThat(remade).hasValue(2);
      pass(GRACE.multipliedBy(2).plusSeconds(1));
      recording.beat(GRACE);
      untilFed(5);
      assertThat(remade).hasValue(2);
    }
  }

  @Test
  void aPartThatAnnouncesALongRestIsNotWoken() throws Exception {
    try (Watchdog dog = watchdog()) {
      uplink.beat(Duration.ofHours(1));
      pass(Duration.ofHours(1));
      recording.beat(GRACE);
      dog.start();
      untilFed(5);
      assertThat(remade).hasValue(0);
    }
  }

  @Test
  void systemdSaysHowOftenItWantsToHearOfUs() {
    assertThat(Watchdog.paceFor(Map.of("WATCHDOG_USEC", "60000000")))
        .isEqualTo(Duration.ofSeconds(20));
    assertThat(Watchdog.paceFor(Map.of())).isEqualTo(Duration.ofSeconds(10));
    assertThat(Watchdog.paceFor(Map.of("WATCHDOG_USEC", "often")))
        .isEqualTo(Duration.ofSeconds(10));
  }

  private void untilFed(int times) throws InterruptedException {
    said.clear();
    for (int fed = 0; fed < times; ) {
      if (said.take().equals("WATCHDOG=1")) {
        fed++;
      }
    }
  }

  private void pass(Duration longer) {
    time.updateAndGet(now -> now.plus(longer));
  }

  private Watchdog watchdog() {
    var notifier =
        new Notifier() {
          @Override
          public void say(String state) {
            said.add(state);
          }

          @Override
          public void close() {}
        };
    var ward = new Ward(uplink, GRACE, remade::incrementAndGet);
    return new Watchdog(List.of(recording), ward, notifier, () -> "fine", PACE);
  }
}
