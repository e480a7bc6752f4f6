package jp.yagura.shared.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RunningProcessTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Test
  void aLineIsAwaitedAndEverythingSaidIsKept() {
    try (RunningProcess process = shell("echo one; echo READY 8080 >&2; exec sleep 60")) {
      assertThat(process.awaitLineWith("READY", PATIENCE)).isEqualTo("READY 8080");
      assertThat(process.lines()).containsExactly("one", "READY 8080");
      assertThat(process.isAlive()).isTrue();
    }
  }

  @Test
  void aProcessThatEndsWithoutTheLineFailsAtOnceWithWhatItSaid() {
    try (RunningProcess process = shell("echo no port 80; exit 3")) {
      assertThatExceptionOfType(AssertionError.class)
          .isThrownBy(() -> process.awaitLineWith("READY", PATIENCE))
          .withMessageContaining("ended without the awaited line")
          .withMessageContaining("no port 80");
      assertThat(process.awaitEnd(PATIENCE)).isEqualTo(3);
    }
  }

  @Test
  void killingLeavesNoTimeForGoodbyes() {
    RunningProcess process = shell("trap 'echo goodbye' TERM; echo up; while :; do sleep 1; done");
    process.awaitLineWith("up", PATIENCE);
    process.kill();
    assertThat(process.isAlive()).isFalse();
    assertThat(process.lines()).doesNotContain("goodbye");
  }

  @Test
  void stoppingAsksPolitely() {
    try (RunningProcess process =
        shell("trap 'exit 7' TERM; echo up; while :; do sleep 0.1; done")) {
      process.awaitLineWith("up", PATIENCE);
      assertThat(process.stop(PATIENCE)).isEqualTo(7);
    }
  }

  @Test
  void waitingEndsAsSoonAsTheConditionHoldsAndFailsWhenItNeverDoes() {
    AtomicInteger asked = new AtomicInteger();
    Eventually.until(PATIENCE, () -> asked.incrementAndGet() == 3);
    assertThat(asked).hasValue(3);
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> Eventually.until("a miracle", Duration.ofMillis(30), () -> false))
        .withMessage("waited 30 ms in vain for a miracle");
  }

  private static RunningProcess shell(String script) {
    return Processes.start("shell", List.of("bash", "-c", script));
  }
}
