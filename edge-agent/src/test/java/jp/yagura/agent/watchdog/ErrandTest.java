package jp.yagura.agent.watchdog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import jp.yagura.agent.watchdog.Errand.NoAnswer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ErrandTest {
  private static final Duration SHORT = Duration.ofMillis(50);
  private static final Duration LONG = Duration.ofSeconds(20);

  @Test
  void whatComesBackInTimeIsHandedOn() throws Exception {
    try (var errand = new Errand<Integer>("test")) {
      errand.begin(() -> 42);
      assertThat(errand.await(LONG)).isEqualTo(42);
    }
  }

  @Test
  void aCallThatHangsIsNotPiledUponAndNotConfusedWithTheNext() throws Exception {
    var released = new CountDownLatch(1);
    var calls = new AtomicInteger();
    try (var errand = new Errand<Integer>("test")) {
      errand.begin(
          () -> {
            released.await();
            return calls.incrementAndGet();
          });
      assertThatThrownBy(() -> errand.await(SHORT))
          .isInstanceOf(NoAnswer.class)
          .hasMessage("no answer in time");
      errand.begin(calls::incrementAndGet);
      assertThatThrownBy(() -> errand.await(LONG))
          .isInstanceOf(NoAnswer.class)
          .hasMessage("still hangs in an earlier call");
      assertThat(calls).as("nothing was called beside the hanging one").hasValue(0);

      released.countDown();
      int answer = 0;
      while (answer == 0) {
        errand.begin(() -> 10 + calls.get());
        try {
          answer = errand.await(LONG);
        } catch (NoAnswer stillHangs) {
          assertThat(released.await(1, TimeUnit.SECONDS)).isTrue();
        }
      }
      assertThat(answer).as("what the late call brought is too old").isEqualTo(11);
    }
  }

  @Test
  void anErrorInItIsTheAnswerOfThisCallAndNotTheEndOfTheThread() throws Exception {
    try (var errand = new Errand<Integer>("test")) {
      errand.begin(
          () -> {
            throw new StackOverflowError("deep");
          });
      assertThatThrownBy(() -> errand.await(LONG))
          .isInstanceOf(NoAnswer.class)
          .hasCauseInstanceOf(StackOverflowError.class);
      errand.begin(() -> 7);
      assertThat(errand.await(LONG)).isEqualTo(7);
    }
  }
}
