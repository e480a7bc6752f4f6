package jp.yagura.agent.meter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import jp.yagura.agent.meter.Budget.Stand;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class BudgetTest {
  /** Midnight in Japan. */
  private static final Instant MIDNIGHT = Instant.parse("2026-11-20T15:00:00Z");

  @Property
  void anyPointOfTheDayLeavesEnoughForTheRestOfIt(
      @ForAll @LongRange(min = 10_000, max = 1_000_000_000) long daily,
      @ForAll @IntRange(min = 1, max = 500) int appetite) {
    Budget budget = new Budget(daily, 0);
    Spent spent = Spent.nothing(MIDNIGHT, MIDNIGHT);
    long bite = Math.max(1, daily / 1_000 * appetite / 100);
    long byNine = 0;
    for (int minute = 0; minute < 24 * 60; minute++) {
      Instant now = MIDNIGHT.plusSeconds(60L * minute);
      if (budget.stand(spent, now) == Stand.PLENTY) {
        spent = spent.and(bite, now, now);
      }
      byNine = minute == 9 * 60 ? spent.today() : byNine;
    }
    assertThat(byNine).as("not gone by nine").isLessThan(daily * 6 / 10 + bite);
    assertThat(spent.today())
        .as("the reserve is untouched")
        .isLessThanOrEqualTo(daily * 8 / 10 + bite);
  }

  @Property
  void whoSpendsMoreNeverHasMore(
      @ForAll @LongRange(max = 2_000_000) long less,
      @ForAll @LongRange(max = 2_000_000) long more,
      @ForAll @IntRange(max = 86_399) int second) {
    Budget budget = new Budget(1_000_000, 10_000_000);
    Instant now = MIDNIGHT.plusSeconds(second);
    Spent little = Spent.nothing(now, now).and(Math.min(less, more), now, now);
    Spent much = Spent.nothing(now, now).and(Math.max(less, more), now, now);
    assertThat(budget.stand(little, now)).isLessThanOrEqualTo(budget.stand(much, now));
  }

  @Test
  void theStagesOfABudgetAreToldByWhatIsLeft() {
    Budget budget = new Budget(1_000_000, 0);
    Instant noon = MIDNIGHT.plus(Duration.ofHours(12));
    assertThat(stand(budget, 500_000, noon)).isEqualTo(Stand.PLENTY);
    assertThat(stand(budget, 700_000, noon)).isEqualTo(Stand.SPARING);
    assertThat(stand(budget, 800_000, noon)).isEqualTo(Stand.RESERVE);
    assertThat(stand(budget, 1_000_000, noon)).isEqualTo(Stand.SPENT);
    assertThat(stand(new Budget(0, 0), Long.MAX_VALUE / 2, noon)).isEqualTo(Stand.PLENTY);
  }

  @Test
  void aMonthIsPacedTooAndTheStricterOfBothCounts() {
    Budget budget = new Budget(1_000_000, 3_000_000);
    Instant third = Instant.parse("2026-11-03T03:00:00Z");
    Spent muchOfTheMonth = new Spent(Spent.dayOf(third), 10, 1_000_000, third);
    assertThat(budget.stand(muchOfTheMonth, third)).isEqualTo(Stand.SPARING);
  }

  @Property
  void theCountNeverRunsBackwardsWithinADayWhateverTheClockDoes(
      @ForAll @IntRange(min = -2_000_000, max = 86_399) int jump) {
    Spent spent = Spent.nothing(MIDNIGHT, MIDNIGHT).and(700, MIDNIGHT, MIDNIGHT);
    Instant steady = MIDNIGHT.plusSeconds(60);
    Spent then = spent.and(5, MIDNIGHT.plusSeconds(jump), steady);
    assertThat(then.today()).isEqualTo(705);
    assertThat(then.and(5, MIDNIGHT.plusSeconds(120), steady.plusSeconds(60)).today())
        .as("and when the clock is right again")
        .isEqualTo(710);
  }

  @Test
  void aNewDayBeginsAtMidnightInJapanAndANewMonthWithIt() {
    Instant last = Instant.parse("2026-11-30T14:59:59Z");
    Spent spent = Spent.nothing(last, last).and(700, last, last);
    Spent next = spent.and(3, last.plusSeconds(1), last.plusSeconds(1));
    assertThat(next.today()).isEqualTo(3);
    assertThat(next.month()).isEqualTo(3);
    Spent sameMonth =
        Spent.nothing(MIDNIGHT.minusSeconds(1), MIDNIGHT).and(700, MIDNIGHT, MIDNIGHT);
    assertThat(sameMonth.month()).isEqualTo(700);
  }

  /** Otherwise its budget would be gone for ten years. */
  @Test
  void aClockThatHadRunAheadIsBelievedAgainADayLater() {
    Instant wrong = MIDNIGHT.plus(Duration.ofDays(3_650));
    Spent spent = Spent.nothing(wrong, MIDNIGHT).and(700, wrong, MIDNIGHT);
    Instant later = MIDNIGHT.plus(Duration.ofHours(25));
    assertThat(spent.and(5, later, later).today()).isEqualTo(5);
  }

  @Test
  void whatWasNotedIsKnownAfterARestartAndNonsenseIsNot() {
    var ledger =
        new Ledger(
            Map.of("lte", new Budget(1_000, 0), "lan", new Budget(0, 0)),
            Map.of("bearer.lte.spent", "2026-11-21 700 9000", "bearer.lan.spent", "a lot"),
            () -> MIDNIGHT,
            () -> MIDNIGHT);
    assertThat(ledger.spent("lte").today()).isEqualTo(700);
    assertThat(ledger.spent("lte").month()).isEqualTo(9_000);
    assertThat(ledger.spent("lan").today()).isZero();
    assertThat(ledger.notes()).isEmpty();
    ledger.meter("lte").sent(100);
    assertThat(ledger.notes())
        .containsExactly(Map.entry("bearer.lte.spent", "2026-11-21 852 9152"));
  }

  @Test
  void whatIsSpentIsNotedEveryFewMinutesAndNotMoreOften() {
    Instant[] now = {MIDNIGHT};
    var ledger = new Ledger(Map.of("lte", new Budget(0, 0)), Map.of(), () -> now[0], () -> now[0]);
    ledger.meter("lte").sent(1);
    assertThat(ledger.dueNotes()).isEmpty();
    now[0] = MIDNIGHT.plus(Duration.ofMinutes(5));
    assertThat(ledger.dueNotes()).hasSize(1);
    ledger.meter("lte").sent(1);
    assertThat(ledger.dueNotes()).isEmpty();
  }

  private static Stand stand(Budget budget, long today, Instant now) {
    return budget.stand(new Spent(Spent.dayOf(now), today, today, now), now);
  }
}
