package jp.yagura.command.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import jp.yagura.command.testing.TestCenter;
import jp.yagura.command.testing.TestPostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every record belongs to an operation; there is always one. */
@Timeout(60)
class OperationsTest {

  @Test
  void theEverydayWatchIsThereFromTheFirstStartAndThereIsOne() {
    try (TestCenter center = TestCenter.start()) {
      Operations operations = center.bean(Operations.class);
      assertThat(operations.all()).hasSize(1);
      assertThat(operations.current()).isEqualTo(operations.standing());
      assertThat(operations.standing().kind()).isEqualTo(OperationKind.REAL);
    }
  }

  @Test
  void anExerciseOfTheSameNameAsARealOperationIsAnotherOne() {
    try (TestCenter center = TestCenter.start()) {
      Operations operations = center.bean(Operations.class);
      Operation real = operations.openOnce(OperationKind.REAL, "台風第10号", "Typhoon 10");
      Operation exercise = operations.openOnce(OperationKind.EXERCISE, "台風第10号", "Typhoon 10");
      assertThat(exercise.id()).isNotEqualTo(real.id());
      assertThat(operations.openOnce(OperationKind.REAL, "台風第10号", "Typhoon 10")).isEqualTo(real);
    }
  }

  @Test
  void twoCommandCentersThatOpenTheSameAtOnceOpenItOnce() {
    TestPostgres.Fresh postgres = TestPostgres.shared().freshDatabase();
    try (TestCenter one = TestCenter.start(TestCenter.on(postgres));
        TestCenter other = TestCenter.start(TestCenter.on(postgres))) {
      for (int i = 0; i < 20; i++) {
        String name = "訓練 " + i;
        CompletableFuture<Operation> first = open(one, name);
        CompletableFuture<Operation> second = open(other, name);
        assertThat(first.join().id()).isEqualTo(second.join().id());
      }
      assertThat(one.bean(Operations.class).all()).hasSize(21);
    }
  }

  private static CompletableFuture<Operation> open(TestCenter center, String name) {
    return CompletableFuture.supplyAsync(
        () -> center.bean(Operations.class).openOnce(OperationKind.EXERCISE, name, name));
  }
}
