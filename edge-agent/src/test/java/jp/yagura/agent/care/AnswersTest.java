package jp.yagura.agent.care;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import jp.yagura.shared.wire.CareResult;
import jp.yagura.shared.wire.CareResult.CommandResult;
import jp.yagura.shared.wire.OrderRefusal;
import jp.yagura.shared.wire.UpMessage;
import jp.yagura.shared.wire.UpMessage.LogPart;
import jp.yagura.shared.wire.UpMessage.Report;
import org.junit.jupiter.api.Test;

class AnswersTest {
  private Instant now = Instant.parse("2026-11-21T00:00:00Z");
  private final Answers answers =
      new Answers(() -> now, () -> now, () -> Map.of(OrderRefusal.FORGED, 2L), () -> {});

  @Test
  void aLogWaitsUntilTheLineHasNothingElseToDo() {
    UUID id = UUID.randomUUID();
    answers.log(id, new byte[40_000]);
    assertThat(answers.next(false)).isEmpty();
    for (int part = 0; part < 3; part++) {
      UpMessage next = answers.next(true).orElseThrow();
      assertThat(next).isInstanceOf(LogPart.class);
      assertThat(answers.next(true)).as("one at a time").isEmpty();
      answers.told(next);
    }
    Report last = (Report) answers.next(false).orElseThrow();
    assertThat(last.result()).contains(new CommandResult(id, CareResult.Fate.DONE, "", ""));
    assertThat(last.refused()).containsEntry(OrderRefusal.FORGED, 2L);
  }

  @Test
  void whatWasUnderWayWhenTheLineBrokeIsToldAgain() {
    answers.tell(new CommandResult(UUID.randomUUID(), CareResult.Fate.DONE, "", ""));
    Optional<UpMessage> first = answers.next(false);
    answers.lineBroke();
    assertThat(answers.next(false)).isEqualTo(first);
  }

  @Test
  void countsAloneAreToldOnceAMinute() {
    answers.countsChanged();
    answers.told(answers.next(false).orElseThrow());
    answers.countsChanged();
    assertThat(answers.next(false)).isEmpty();
    now = now.plusSeconds(60);
    assertThat(answers.next(false)).isPresent();
  }
}
