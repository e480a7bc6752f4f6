package jp.yagura.agent.onthespot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class PinTest {
  private final AtomicReference<Instant> time =
      new AtomicReference<>(Instant.parse("2026-11-21T00:00:00Z"));
  private final Pin pin = new Pin("135790", time::get);

  @Test
  void aLockDoublesWithEachWrongPinAndARightOneEndsIt() {
    wrong();
    wrong();
    assertThat(pin.check("135790")).isInstanceOf(Pin.Verdict.Right.class);
    wrong();
    wrong();
    wrong();
    for (int seconds = 10; seconds < 3_600; seconds *= 2) {
      assertLocked(seconds);
      wrong();
    }
    assertLocked(3_600);
    wrong();
    assertLocked(3_600);
    assertThat(pin.check("135790")).isInstanceOf(Pin.Verdict.Right.class);
  }

  private void wrong() {
    assertThat(pin.check("000000")).isInstanceOf(Pin.Verdict.Wrong.class);
  }

  private void assertLocked(int seconds) {
    time.updateAndGet(now -> now.plusSeconds(seconds).minusMillis(1));
    assertThat(pin.check("135790"))
        .as("the right one, a moment before the lock ends")
        .isEqualTo(new Pin.Verdict.Locked(Duration.ofMillis(1)));
    time.updateAndGet(now -> now.plusMillis(1));
  }
}
