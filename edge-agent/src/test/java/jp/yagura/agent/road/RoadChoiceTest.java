package jp.yagura.agent.road;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.LongPredicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RoadChoiceTest {
  private static final List<Road> TWO = Country.bearers(2);
  private static final Road BEST = TWO.getFirst();
  private static final Road OTHER = TWO.getLast();
  private static final LongPredicate ALWAYS = _ -> true;

  @Test
  void theBestRoadIsUsedWhereItWorks() {
    Country country = run(10, ALWAYS, ALWAYS);
    assertThat(country.leads()).containsExactly(BEST);
    assertThat(country.choice().standing("bearer-1", Country.START))
        .isEqualTo(RoadChoice.Standing.READY);
  }

  @Test
  void whenItFallsSilentTheNextCarriesOnWithinFourSeconds() {
    Country country = run(60, at -> at < 20_000, ALWAYS);
    assertThat(country.leads()).containsExactly(BEST, OTHER);
    assertThat(country.longestGap()).isLessThan(Duration.ofSeconds(4));
  }

  @Test
  void aRoadThatSwallowsEverythingDoesNotKeepTheNextOneFromItsTurn() {
    Country country = run(4, _ -> false, ALWAYS);
    assertThat(country.leads()).containsExactly(OTHER);
  }

  @Test
  void aLineThatIsOnlySlowIsKeptWhenNoOtherWorks() {
    Country country = run(60, at -> at < 20_000 || at > 35_000, _ -> false);
    assertThat(country.leads()).containsExactly(BEST);
  }

  @Test
  void theBetterRoadIsUsedAgainWhenItHasWorkedForAWhile() {
    Country country = run(180, at -> at < 20_000 || at > 40_000, ALWAYS);
    assertThat(country.leads()).containsExactly(BEST, OTHER, BEST);
    assertThat(country.longestGap())
        .as("nothing breaks on the way back")
        .isLessThan(Duration.ofSeconds(4));
  }

  @Test
  void aRoadThatFlapsEveryThreeSecondsDragsNobodyWithIt() {
    Country country = run(3_600, at -> at / 3_000 % 2 == 0, ALWAYS);
    assertThat(country.leads()).hasSizeLessThanOrEqualTo(3).endsWith(OTHER);
  }

  @Property(tries = 60)
  void howeverARoadFlapsTheNumberOfSwitchesIsBounded(
      @ForAll @IntRange(min = 1, max = 60) int up,
      @ForAll @IntRange(min = 1, max = 60) int down,
      @ForAll long seed) {
    long period = (up + down) * 1_000L;
    Country country = country(seed, TWO, List.of(at -> at % period < up * 1_000L, ALWAYS));
    country.runUntil(Duration.ofHours(1));
    // Each return has to be earned by twice the time of the one before: 10 s, 20 s, 40 s, then more
    // than a minute, which this road never lasts.
    assertThat(country.leads()).hasSizeLessThanOrEqualTo(12);
  }

  @Property(tries = 40)
  void inTheEndTheBestOfThoseThatStayIsUsed(
      @ForAll @Size(min = 2, max = 4) List<@IntRange(min = 1, max = 40) Integer> periods,
      @ForAll @IntRange(max = 3) int bestOfThoseThatStay,
      @ForAll long seed) {
    int best = Math.min(bestOfThoseThatStay, periods.size() - 1);
    long settled = Duration.ofMinutes(10).toMillis();
    List<LongPredicate> passable = new ArrayList<>();
    for (int i = 0; i < periods.size(); i++) {
      long period = periods.get(i) * 1_000L;
      boolean stays = i >= best;
      passable.add(at -> at < settled ? at / period % 2 == 0 : stays);
    }
    Country country = country(seed, Country.bearers(periods.size()), passable);
    country.runUntil(Duration.ofMinutes(10 + 15 * 5 / 4 + 4));
    assertThat(country.choice().lead()).contains(Country.bearers(4).get(best));
  }

  @Test
  void aCableThatIsPulledIsBelievedAtOnceAndSoIsOneThatIsPutBack() {
    RoadChoice choice = choice(1, TWO);
    Instant now = connect(choice, BEST, Country.START);
    choice.cut("bearer-0", true, now);
    assertThat(choice.steps(now)).containsExactly(new Step.Leave(BEST, false), new Step.Try(OTHER));
    now = connect(choice, OTHER, now);
    assertThat(choice.standing("bearer-0", now)).isEqualTo(RoadChoice.Standing.DOWN);
    assertThat(choice.steps(now.plusSeconds(600)))
        .as("no attempt by a cable that is out")
        .isEmpty();
    choice.cut("bearer-0", false, now.plusSeconds(600));
    assertThat(choice.steps(now.plusSeconds(600))).containsExactly(new Step.Try(BEST));
  }

  @Test
  void aBearerWithoutBudgetIsTheLastChoiceButStillOne() {
    RoadChoice choice = choice(1, TWO);
    Instant now = connect(choice, BEST, Country.START);
    choice.lastChoice("bearer-0", true);
    assertThat(choice.steps(now)).containsExactly(new Step.Try(OTHER));
    choice.connected(OTHER, now);
    assertThat(choice.steps(now.plusSeconds(60)))
        .containsExactly(new Step.Lead(OTHER), new Step.Leave(BEST, true));
    choice.failed(OTHER, now.plusSeconds(61));
    choice.cut("bearer-1", true, now.plusSeconds(61));
    assertThat(choice.steps(now.plusSeconds(61))).containsExactly(new Step.Try(BEST));
  }

  @Test
  void severalBrokersOfTheBearerInUseGetTheSame() {
    Road hq = new Road("lan", "hq");
    Road relay = new Road("lan", "relay");
    Road far = new Road("lte", "hq");
    RoadChoice choice = choice(2, List.of(hq, relay, far));
    Instant now = Country.START;
    assertThat(choice.steps(now)).containsExactly(new Step.Try(hq));
    choice.connected(hq, now);
    assertThat(choice.steps(now)).containsExactly(new Step.Lead(hq), new Step.Try(relay));
    choice.connected(relay, now);
    assertThat(choice.steps(now)).containsExactly(new Step.Accompany(relay));
    assertThat(choice.steps(now.plusSeconds(100))).as("nobody needs the third").isEmpty();
    choice.failed(hq, now.plusSeconds(200));
    assertThat(choice.steps(now.plusSeconds(200))).first().isEqualTo(new Step.Lead(relay));
  }

  @Test
  void afterABlackOutAttemptsBecomeRareAndNoTwoBoxesKnockTogether() {
    List<Duration> pauses = new ArrayList<>();
    RoadChoice choice = choice(1, List.of(BEST));
    Instant now = Country.START;
    for (int attempt = 0; attempt < 20; attempt++) {
      assertThat(choice.steps(now)).containsExactly(new Step.Try(BEST));
      choice.failed(BEST, now);
      Instant next = choice.next(now);
      pauses.add(Duration.between(now, next));
      now = next;
    }
    assertThat(pauses.getFirst()).isBetween(Duration.ofMillis(250), Duration.ofMillis(500));
    assertThat(pauses.getLast()).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(60));
    assertThat(pauses.subList(10, 20)).doesNotHaveDuplicates();
  }

  private static Instant connect(RoadChoice choice, Road road, Instant now) {
    var _ = choice.steps(now);
    choice.connected(road, now);
    assertThat(choice.steps(now)).first().isEqualTo(new Step.Lead(road));
    assertThat(choice.lead()).isEqualTo(Optional.of(road));
    return now.plusSeconds(1);
  }

  private static RoadChoice choice(int roads, List<Road> names) {
    return new RoadChoice(
        names.stream().map(r -> new RoadProfile(r, Duration.ofSeconds(2), true)).toList(),
        roads,
        Manners.retrying(Duration.ofMillis(500), Duration.ofSeconds(60)),
        new Random(7));
  }

  private static Country run(int seconds, LongPredicate... passable) {
    Country country = country(7, TWO, List.of(passable));
    country.runUntil(Duration.ofSeconds(seconds));
    return country;
  }

  private static Country country(long seed, List<Road> roads, List<LongPredicate> passable) {
    return new Country(1, seed, roads, passable);
  }
}
