package jp.yagura.command.kernel.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import jp.yagura.command.kernel.web.Problem;
import org.junit.jupiter.api.Test;

class PasswordsTest {

  private static final AccountName NAME = new AccountName("honbu");

  private final Passwords passwords = new Passwords(new PasswordConfig(10, 64, 1));

  @Test
  void aShortPasswordIsRefusedAndToldWhy() {
    assertThatThrownBy(() -> passwords.requireGood("password", "short1!", NAME))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.faults())
                  .singleElement()
                  .extracting("field")
                  .isEqualTo("password");
              assertThat(problem.detail().ja()).contains("10文字以上").contains("機械");
              assertThat(problem.detail().en()).contains("at least 10").contains("machine");
            });
  }

  @Test
  void lengthIsCountedInLettersAndNothingElseIsDemanded() {
    passwords.requireGood("password", "あいうえおかきくけこ", NAME);
    assertThatThrownBy(() -> passwords.requireGood("password", "𠮷𠮷𠮷𠮷𠮷", NAME))
        .isInstanceOf(Problem.class);
  }

  @Test
  void theAccountNameIsNoPassword() {
    var name = new AccountName("nankoku-honbu");
    assertThatThrownBy(() -> passwords.requireGood("password", "NANKOKU-honbu", name))
        .isInstanceOf(Problem.class);
  }

  @Test
  void aHashMadeWhenHashingWasCheaperIsOutgrown() {
    String old = passwords.hash("correct horse");
    assertThat(passwords.isOutgrown(old)).isFalse();
    assertThat(new Passwords(new PasswordConfig(10, 128, 1)).isOutgrown(old)).isTrue();
    assertThat(new Passwords(new PasswordConfig(10, 64, 2)).isOutgrown(old)).isTrue();
  }

  @Test
  void withoutAnAccountNoPasswordIsRight() {
    assertThat(passwords.matches("nobody", Optional.empty())).isFalse();
    assertThat(passwords.matches("", Optional.of("not a hash"))).isFalse();
  }

  @Test
  void aFloodOfLogInsComputesTwoAtATime() throws InterruptedException {
    var inside = new AtomicInteger();
    var most = new AtomicInteger();
    var twoAreIn = new CountDownLatch(2);
    List<Thread> flood = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      flood.add(
          Thread.startVirtualThread(
              () ->
                  passwords.atADesk(
                      () -> {
                        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                        twoAreIn.countDown();
                        awaitBoth(twoAreIn);
                        return inside.decrementAndGet();
                      })));
    }
    for (Thread thread : flood) {
      thread.join();
    }
    assertThat(most).hasValue(2);
  }

  private static void awaitBoth(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
