package jp.yagura.command.kernel.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import jp.yagura.command.kernel.db.Database;
import jp.yagura.command.kernel.web.Problem;
import jp.yagura.command.testing.BothDatabases;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class LockoutTest {

  private static final Client ELSEWHERE = new Client("198.51.100.7", "test");

  @BothDatabases
  void theWaitGrowsWithEachFailureUpToAQuarterOfAnHour(Database database) {
    var parts = new AccessParts(database);
    for (int i = 0; i < 4; i++) {
      fail(parts, "honbu");
    }
    List<Duration> waits = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      fail(parts, "honbu");
      Duration wait = waitFor(parts, "honbu");
      waits.add(wait);
      parts.clock.advance(wait);
    }
    assertThat(waits)
        .extracting(Duration::toSeconds)
        .containsExactly(30L, 60L, 120L, 240L, 480L, 900L, 900L, 900L);
  }

  @BothDatabases
  void whileItIsClosedEvenTheRightPasswordIsRefusedAndTheWaitDoesNotGrow(Database database) {
    var parts = new AccessParts(database);
    parts.accountWithPassword("honbu", "the right one", Role.COMMANDER);
    for (int i = 0; i < 5; i++) {
      fail(parts, "honbu");
    }
    parts.clock.advance(Duration.ofSeconds(10));
    for (int i = 0; i < 10; i++) {
      assertThatThrownBy(() -> parts.login.attempt("honbu", "the right one", AccessParts.CLIENT))
          .hasMessageContaining("locked-out");
    }
    parts.clock.advance(Duration.ofSeconds(20));
    assertThatCode(() -> parts.login.attempt("honbu", "the right one", AccessParts.CLIENT))
        .doesNotThrowAnyException();
  }

  @BothDatabases
  void aNameThatDoesNotExistIsLockedJustTheSame(Database database) {
    var parts = new AccessParts(database);
    for (int i = 0; i < 5; i++) {
      fail(parts, "nobody");
    }
    assertThat(waitFor(parts, "nobody")).isEqualTo(Duration.ofSeconds(30));
  }

  @BothDatabases
  void successForgetsTheFailuresOfTheAccount(Database database) {
    var parts = new AccessParts(database);
    parts.accountWithPassword("honbu", "the right one", Role.COMMANDER);
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < 4; i++) {
        fail(parts, "honbu");
      }
      parts.login.attempt("honbu", "the right one", AccessParts.CLIENT);
    }
    assertThat(parts.logged()).contains("logged-in").doesNotContain("locked");
  }

  @BothDatabases
  void oneAddressThatTriesManyNamesIsLockedToo(Database database) {
    var parts = new AccessParts(database);
    for (int i = 0; i < 20; i++) {
      fail(parts, "name" + i);
    }
    assertThat(waitFor(parts, "another")).isEqualTo(Duration.ofSeconds(30));
    assertThatCode(() -> parts.lockout.requireOpen(new Lockout.Attempt("another", ELSEWHERE)))
        .doesNotThrowAnyException();
  }

  @BothDatabases
  void whoeverKeepsGuessingFromOneAddressKeepsNobodyOutWhoComesFromAnother(Database database) {
    var parts = new AccessParts(database);
    parts.accountWithPassword("honbu", "the right one", Role.COMMANDER);
    for (int i = 0; i < 15; i++) {
      fail(parts, "honbu");
      parts.clock.advance(waitFor(parts, "honbu")); // tries again as soon as it opens
    }
    fail(parts, "honbu");
    assertThatCode(() -> parts.login.attempt("honbu", "the right one", ELSEWHERE))
        .doesNotThrowAnyException();
    assertThat(waitFor(parts, "honbu")).as("where the guessing comes from").isPositive();
  }

  @BothDatabases
  void guessingOneNameFromManyAddressesClosesItForEverybodyButNeverForLong(Database database) {
    var parts = new AccessParts(database);
    for (int i = 0; i < 49; i++) {
      failFrom(parts, "198.51.100." + i);
    }
    assertThat(waitFor(parts, "honbu")).isZero();
    for (int i = 49; i < 60; i++) {
      failFrom(parts, "198.51.100." + i);
      assertThat(waitFor(parts, "honbu")).isEqualTo(Duration.ofSeconds(30));
      parts.clock.advance(Duration.ofSeconds(30));
    }
    assertThat(waitFor(parts, "honbu")).isZero();
  }

  @BothDatabases
  void theSlipsOfAnOfficeThatSharesAnAddressDoNotAddUp(Database database) {
    var parts = new AccessParts(database);
    for (int i = 0; i < 60; i++) {
      fail(parts, "name" + i);
      assertThat(waitFor(parts, "another")).as("after %d slips in as many minutes", i + 1).isZero();
      parts.clock.advance(Duration.ofMinutes(1));
    }
  }

  @BothDatabases
  void anAddressThatWasClosedBeginsAnewAfterTheWindow(Database database) {
    var parts = new AccessParts(database);
    for (int i = 0; i < 20; i++) {
      fail(parts, "name" + i);
    }
    parts.clock.advance(Duration.ofMinutes(15));
    fail(parts, "name");
    assertThat(waitFor(parts, "another")).isZero();
  }

  @BothDatabases
  void forgivingOpensTheAccountFromEverywhereAndNoOther(Database database) {
    var parts = new AccessParts(database);
    for (int i = 0; i < 5; i++) {
      fail(parts, "honbu");
      fail(parts, "honbu2");
    }
    database.write(
        transaction -> {
          parts.lockout.forgive(transaction, "honbu");
          return "";
        });
    assertThat(waitFor(parts, "honbu")).isZero();
    assertThat(waitFor(parts, "honbu2")).isEqualTo(Duration.ofSeconds(30));
  }

  @BothDatabases
  void failuresOfYesterdayCountNoMore(Database database) {
    var parts = new AccessParts(database);
    for (int i = 0; i < 4; i++) {
      fail(parts, "honbu");
    }
    parts.clock.advance(Duration.ofHours(25));
    fail(parts, "honbu");
    assertThatCode(
            () -> parts.lockout.requireOpen(new Lockout.Attempt("honbu", AccessParts.CLIENT)))
        .doesNotThrowAnyException();
  }

  @BothDatabases
  void anotherNodeKnowsOfTheLock(Database database) {
    var parts = new AccessParts(database);
    var other = new AccessParts(database, parts.clock);
    for (int i = 0; i < 5; i++) {
      fail(parts, "honbu");
    }
    assertThat(waitFor(other, "honbu")).isEqualTo(Duration.ofSeconds(30));
  }

  @Property
  void moreFailuresNeverMeanAShorterWait(
      @ForAll @IntRange(min = 0, max = 1_000) int failures,
      @ForAll @IntRange(min = 1, max = 20) int allowed) {
    var config =
        new LockoutConfig(
            5,
            20,
            50,
            Duration.ofMinutes(15),
            Duration.ofSeconds(30),
            Duration.ofMinutes(15),
            Duration.ofHours(24));
    assertThat(config.delay(failures + 1, allowed))
        .isGreaterThanOrEqualTo(config.delay(failures, allowed))
        .isLessThanOrEqualTo(Duration.ofMinutes(15));
  }

  @Property
  void allAddressesOfOneIpv6NetworkCountAsOne(
      @ForAll @IntRange(max = 0xffff) int a, @ForAll @IntRange(max = 0xffff) int b) {
    String network = "2001:db8:1:2:%x:0:0:%x".formatted(a, b);
    assertThat(new Lockout.Attempt("x", new Client(network, "")).address())
        .isEqualTo("address:20010db800010002/64");
  }

  private static void fail(AccessParts parts, String name) {
    assertThatThrownBy(() -> parts.login.attempt(name, "wrong", AccessParts.CLIENT))
        .hasMessageContaining("wrong-credentials");
  }

  private static void failFrom(AccessParts parts, String address) {
    assertThatThrownBy(() -> parts.login.attempt("honbu", "wrong", new Client(address, "test")))
        .hasMessageContaining("wrong-credentials");
  }

  private static Duration waitFor(AccessParts parts, String name) {
    try {
      parts.lockout.requireOpen(new Lockout.Attempt(name, AccessParts.CLIENT));
      return Duration.ZERO;
    } catch (Problem locked) {
      return locked.retryAfter().orElseThrow();
    }
  }
}
