package jp.yagura.command.kernel.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import jp.yagura.command.kernel.access.PersonalDataLog.Reading;
import jp.yagura.command.kernel.access.PersonalDataLog.Recorded;
import jp.yagura.command.kernel.db.Database;
import jp.yagura.command.testing.BothDatabases;
import jp.yagura.command.testing.MutableClock;
import org.junit.jupiter.api.Test;

class PersonalDataLogTest {

  private final MutableClock clock = MutableClock.atStart();

  @BothDatabases
  void aPersonCanBeToldWhoReadWhatAboutThemAndWhatFor(Database database) {
    var log = new PersonalDataLog(database, clock);
    var first = new Reading("clerk", "certificate-issue", "household/1", Set.of("name", "address"));
    var second = new Reading("shelter", "shelter-admission", "household/1", Set.of("care-needs"));
    log.record(first);
    clock.advance(Duration.ofMinutes(3));
    log.record(
        List.of(
            second, new Reading("shelter", "shelter-admission", "household/2", Set.of("name"))));
    assertThat(log.about("household/1"))
        .containsExactly(
            new Recorded(MutableClock.START, first),
            new Recorded(MutableClock.START.plusSeconds(180), second));
  }

  @BothDatabases
  void aReadingInATransactionThatFailsIsNotRecorded(Database database) {
    var log = new PersonalDataLog(database, clock);
    assertThatThrownBy(
            () ->
                database.write(
                    transaction -> {
                      log.record(
                          transaction, new Reading("clerk", "search", "person/9", Set.of("name")));
                      throw new IllegalStateException("the page could not be made");
                    }))
        .hasMessage("the page could not be made");
    assertThat(log.about("person/9")).isEmpty();
  }

  @Test
  void aReadingOfNothingIsAMistake() {
    assertThatThrownBy(() -> new Reading("clerk", "search", "person/9", Set.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
