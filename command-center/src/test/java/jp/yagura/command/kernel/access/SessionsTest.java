package jp.yagura.command.kernel.access;

import static jp.yagura.command.tables.Tables.LOGIN_SESSION;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jp.yagura.command.kernel.db.Database;
import jp.yagura.command.testing.BothDatabases;
import org.junit.jupiter.api.Test;

class SessionsTest {

  @BothDatabases
  void theDatabaseHoldsOnlyTheHashOfTheCookie(Database database) {
    var parts = new AccessParts(database);
    Sessions.Opened opened = parts.logIn(parts.account("honbu", Role.COMMANDER));
    String row = database.read(sql -> sql.selectFrom(LOGIN_SESSION).fetch().formatCSV());
    assertThat(row)
        .contains(opened.token().hash())
        .doesNotContain(opened.token().secret())
        .doesNotContain(opened.token().csrf());
  }

  @BothDatabases
  void anUnusedSessionEndsAndAUsedOneDoesNot(Database database) {
    var parts = new AccessParts(database);
    Account account = parts.account("honbu", Role.COMMANDER);
    SessionToken used = parts.logIn(account).token();
    SessionToken unused = parts.logIn(account).token();
    parts.clock.advance(Duration.ofHours(11));
    assertThat(parts.sessions.find(used)).isPresent();
    settle(database);
    parts.clock.advance(Duration.ofHours(2));
    assertThat(parts.sessions.find(used)).isPresent();
    assertThat(parts.sessions.find(unused)).isEmpty();
  }

  @BothDatabases
  void evenABusySessionEndsAfterAWeek(Database database) {
    var parts = new AccessParts(database);
    SessionToken token = parts.logIn(parts.account("honbu", Role.COMMANDER)).token();
    for (int hour = 0; hour < 167; hour += 10) {
      assertThat(parts.sessions.find(token)).as("after %d h", hour).isPresent();
      settle(database);
      parts.clock.advance(Duration.ofHours(10));
    }
    assertThat(parts.sessions.find(token)).isEmpty();
  }

  @BothDatabases
  void useIsWrittenDownOnceAMinuteAtMost(Database database) {
    var parts = new AccessParts(database);
    SessionToken token = parts.logIn(parts.account("honbu", Role.COMMANDER)).token();
    Instant opened = parts.clock.instant();
    parts.clock.advance(Duration.ofSeconds(59));
    parts.sessions.find(token);
    settle(database);
    assertThat(seenAt(database)).isEqualTo(opened);
    parts.clock.advance(Duration.ofSeconds(1));
    parts.sessions.find(token);
    settle(database);
    assertThat(seenAt(database)).isEqualTo(opened.plusSeconds(60));
  }

  @BothDatabases
  void whatHasExpiredIsSweptAwayAndTold(Database database) {
    var parts = new AccessParts(database);
    Sessions.Opened opened = parts.logIn(parts.account("honbu", Role.COMMANDER));
    parts.sessions.sweep();
    assertThat(parts.ended).isEmpty();
    parts.clock.advance(Duration.ofHours(12));
    parts.sessions.sweep();
    assertThat(parts.ended).containsExactly(opened.session().id());
    assertThat(database.<Integer>read(sql -> sql.fetchCount(LOGIN_SESSION))).isZero();
  }

  @BothDatabases
  void aSessionEndedOnAnotherNodeIsToldHereToo(Database database) {
    var here = new AccessParts(database);
    var there = new AccessParts(database, here.clock);
    Account account = here.account("honbu", Role.COMMANDER);
    Sessions.Opened opened = here.logIn(account);
    here.sessions.find(opened.token());
    there.accounts.change(account.name(), disabled(), new AccessLog.About("honbu", "admin", ""));
    assertThat(here.sessions.find(opened.token())).isEmpty();
    here.sessions.sweep();
    assertThat(here.ended).containsExactly(opened.session().id());
  }

  @BothDatabases
  void takingARoleAwayEndsSessionsAndGivingOneDoesNot(Database database) {
    var parts = new AccessParts(database);
    Account account = parts.account("honbu", Role.OPERATOR);
    SessionToken token = parts.logIn(account).token();
    var about = new AccessLog.About("honbu", "admin", "");
    parts.accounts.change(account.name(), roles(Role.OPERATOR, Role.CLERK), about);
    assertThat(parts.sessions.find(token))
        .hasValueSatisfying(
            session ->
                assertThat(session.account().roles())
                    .containsExactlyInAnyOrder(Role.OPERATOR, Role.CLERK));
    parts.accounts.change(account.name(), roles(Role.CLERK), about);
    assertThat(parts.sessions.find(token)).isEmpty();
    assertThat(parts.ended).hasSize(1);
  }

  @BothDatabases
  void aNewPasswordEndsAllOtherSessions(Database database) {
    var parts = new AccessParts(database);
    Account account = parts.account("honbu", Role.OPERATOR);
    Sessions.Opened mine = parts.logIn(account);
    SessionToken other = parts.logIn(account).token();
    parts.accounts.changePassword(
        parts.login.requirePassword("honbu", "password of honbu", AccessParts.CLIENT),
        parts.passwords.hash("a new password"),
        mine.session().id(),
        new AccessLog.About("honbu", "honbu", ""));
    assertThat(parts.sessions.find(mine.token())).isPresent();
    assertThat(parts.sessions.find(other)).isEmpty();
  }

  @Test
  void aTokenHas256BitsAndKeepsItselfOutOfLogs() {
    var random = new SecureRandom();
    SessionToken token = SessionToken.random(random);
    assertThat(token.secret()).hasSize(43).isNotEqualTo(SessionToken.random(random).secret());
    assertThat(List.of(token)).asString().doesNotContain(token.secret());
    assertThat(token.isCsrf(token.csrf())).isTrue();
    assertThat(token.isCsrf(SessionToken.random(random).csrf())).isFalse();
  }

  /** The time of use is handed to the writer without waiting; work done after it has seen it. */
  private static void settle(Database database) {
    database.write(transaction -> transaction.sql().selectOne().fetch().size());
  }

  private static Instant seenAt(Database database) {
    return database.read(
        sql -> sql.select(LOGIN_SESSION.SEEN_AT).from(LOGIN_SESSION).fetchSingle().value1());
  }

  private static Accounts.Change disabled() {
    return new Accounts.Change(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(true), Optional.empty());
  }

  private static Accounts.Change roles(Role... roles) {
    return new Accounts.Change(
        Optional.empty(),
        Optional.of(Set.of(roles)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
