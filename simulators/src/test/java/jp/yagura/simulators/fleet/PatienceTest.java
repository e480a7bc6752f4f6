package jp.yagura.simulators.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PatienceTest {
  private final Patience patience = new Patience(1_000);

  @Test
  void aQuickCommandCenterIsGivenTheLeastTime() {
    patience.answeredAfter(10);

    assertThat(patience.nanos()).isEqualTo(1_000);
  }

  @Test
  void aSlowOneIsGivenThreeTimesWhatItUsuallyNeeds() {
    patience.answeredAfter(1_000);
    patience.answeredAfter(1_800);

    assertThat(patience.nanos()).isEqualTo(3_300);
  }

  @Test
  void oneThatDoesNotAnswerIsAskedLessAndLessOftenButNeverForgotten() {
    for (int i = 0; i < 100; i++) {
      patience.exhausted();
    }

    assertThat(patience.nanos()).isEqualTo(32_000);
  }

  @Test
  void anyAnswerEndsTheDoubling() {
    patience.exhausted();
    patience.exhausted();
    patience.answered();

    assertThat(patience.nanos()).isEqualTo(1_000);
  }
}
