package jp.yagura.command.kernel.access;

import static jp.yagura.command.tables.Tables.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import jp.yagura.command.kernel.db.Database;
import jp.yagura.command.kernel.web.Problem;
import jp.yagura.command.testing.BothDatabases;
import jp.yagura.command.testing.TestPostgres;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class AccountsTest {

  private static final AccessLog.About ABOUT = new AccessLog.About("x", "admin", "192.0.2.1");

  @BothDatabases
  void anAccountIsReadAsItWasMade(Database database) {
    var parts = new AccessParts(database);
    Account made = parts.account("honbu", Role.COMMANDER, Role.VIEWER);
    assertThat(parts.accounts.require(made.name())).isEqualTo(made);
    assertThat(parts.accounts.all()).containsExactly(made);
  }

  @BothDatabases
  void aNameBelongsToOneAccount(Database database) {
    var parts = new AccessParts(database);
    parts.account("honbu", Role.COMMANDER);
    assertThatThrownBy(() -> parts.account("ＨＯＮＢＵ", Role.VIEWER))
        .hasMessageContaining("name-taken");
  }

  @BothDatabases
  void theLastAdministratorStays(Database database) {
    var parts = new AccessParts(database);
    Account one = parts.account("one", Role.ADMIN);
    Account two = parts.account("two", Role.ADMIN);
    parts.accounts.change(two.name(), disabled(), ABOUT);
    assertThatThrownBy(() -> parts.accounts.change(one.name(), disabled(), ABOUT))
        .hasMessageContaining("last-admin");
    assertThatThrownBy(() -> parts.accounts.change(one.name(), roles(Role.VIEWER), ABOUT))
        .hasMessageContaining("last-admin");
    assertThat(parts.accounts.require(one.name())).isEqualTo(one);
  }

  @Test
  void twoAdministratorsWhoDisableEachOtherOnTwoNodesLeaveOne() {
    TestPostgres.Fresh shared = TestPostgres.shared().freshDatabase();
    try (Database first = shared.open(1);
        Database second = shared.open(1)) {
      var here = new AccessParts(first);
      var there = new AccessParts(second, here.clock);
      for (int round = 0; round < 10; round++) {
        String a = "a" + round;
        String b = "b" + round;
        here.account(a, Role.ADMIN);
        here.account(b, Role.ADMIN);
        List<Account> before = here.accounts.all();
        before.stream()
            .filter(x -> !x.name().text().equals(a) && !x.name().text().equals(b))
            .filter(x -> !x.disabled())
            .forEach(x -> here.accounts.change(x.name(), disabled(), ABOUT));
        var disableB =
            CompletableFuture.runAsync(
                () -> here.accounts.change(new AccountName(b), disabled(), ABOUT));
        var disableA =
            CompletableFuture.runAsync(
                () -> there.accounts.change(new AccountName(a), disabled(), ABOUT));
        Stream.of(disableA, disableB).forEach(f -> f.handle((_, _) -> "").join());
        assertThat(here.accounts.all())
            .filteredOn(x -> !x.disabled())
            .as("round %d", round)
            .hasSize(1);
      }
    }
  }

  @BothDatabases
  void aLogInRenewsAHashThatHasBecomeTooCheap(Database database) {
    var parts = new AccessParts(database);
    Account account = parts.account("honbu", Role.OPERATOR);
    String cheap = new Passwords(new PasswordConfig(10, 64, 1)).hash("password of honbu");
    var costly = new Passwords(new PasswordConfig(10, 256, 2));
    var login =
        new Login(database, parts.clock, costly, parts.lockout, parts.sessions, parts.accessLog);
    database.write(
        transaction -> {
          AccountStore.setPasswordHash(
              transaction.sql(), account.id(), cheap, parts.clock.instant());
          return cheap;
        });
    login.attempt("honbu", "password of honbu", AccessParts.CLIENT);
    String renewed =
        database.read(
            sql -> sql.select(ACCOUNT.PASSWORD_HASH).from(ACCOUNT).fetchSingle().value1());
    assertThat(renewed).startsWith("$argon2id$v=19$m=256,t=2,p=1$");
    login.attempt("honbu", "password of honbu", AccessParts.CLIENT);
  }

  @BothDatabases
  void aResetComesIntoForceAlsoForALogInThatHadComparedTheOldPassword(Database database) {
    var parts = new AccessParts(database);
    Account account = parts.account("honbu", Role.OPERATOR);
    var login = loginAfterWhoseComparison(parts, () -> reset(parts, account, "of the reset"));
    assertThatThrownBy(() -> login.attempt("honbu", "password of honbu", AccessParts.CLIENT))
        .hasMessageContaining("wrong-credentials");
    assertThat(sessionsOf(database, account)).isEmpty();
    assertThat(parts.logged()).containsExactly("account-created", "password-reset", "login-failed");
    parts.login.attempt("honbu", "of the reset", AccessParts.CLIENT);
  }

  @BothDatabases
  void twoLogInsThatRenewTheSameHashAtOnceBothSucceed(Database database) {
    var parts = new AccessParts(database);
    Account account = parts.account("honbu", Role.OPERATOR);
    var login =
        loginAfterWhoseComparison(
            parts,
            () -> {
              String renewed = parts.passwords.hash("password of honbu");
              database.write(
                  transaction -> {
                    AccountStore.setPasswordHash(
                        transaction.sql(), account.id(), renewed, parts.clock.instant());
                    return renewed;
                  });
            });
    login.attempt("honbu", "password of honbu", AccessParts.CLIENT);
    assertThat(sessionsOf(database, account)).hasSize(1);
  }

  @BothDatabases
  void anAccountThatIsDisabledWhileItLogsInGetsNoSession(Database database) {
    var parts = new AccessParts(database);
    Account account = parts.account("honbu", Role.OPERATOR);
    var login =
        loginAfterWhoseComparison(
            parts, () -> parts.accounts.change(account.name(), disabled(), ABOUT));
    assertThatThrownBy(() -> login.attempt("honbu", "password of honbu", AccessParts.CLIENT))
        .hasMessageContaining("wrong-credentials");
    assertThat(sessionsOf(database, account)).isEmpty();
  }

  @BothDatabases
  void anOwnChangeOfThePasswordDoesNotUndoAReset(Database database) {
    var parts = new AccessParts(database);
    Account account = parts.account("honbu", Role.OPERATOR);
    Login.Known old = parts.login.requirePassword("honbu", "password of honbu", AccessParts.CLIENT);
    reset(parts, account, "of the reset");
    String own = parts.passwords.hash("an own new one");
    assertThatThrownBy(() -> parts.accounts.changePassword(old, own, "", ABOUT))
        .isInstanceOf(Problem.class);
    parts.login.attempt("honbu", "of the reset", AccessParts.CLIENT);
  }

  /** The first write comes when the password has been compared; what happens then comes before. */
  private static Login loginAfterWhoseComparison(AccessParts parts, Runnable happens) {
    var interrupted = new InterruptedDatabase(parts.database, happens);
    return new Login(
        interrupted, parts.clock, parts.passwords, parts.lockout, parts.sessions, parts.accessLog);
  }

  private static void reset(AccessParts parts, Account account, String password) {
    parts.accounts.resetPassword(account, parts.passwords.hash(password), ABOUT);
  }

  private static List<String> sessionsOf(Database database, Account account) {
    return database.read(sql -> SessionStore.ofAccount(sql, account.id()));
  }

  @BothDatabases
  void aDisabledAccountIsRefusedLikeAWrongPassword(Database database) {
    var parts = new AccessParts(database);
    Account account = parts.account("honbu", Role.OPERATOR);
    parts.accounts.change(account.name(), disabled(), ABOUT);
    assertThatThrownBy(() -> parts.login.attempt("honbu", "password of honbu", AccessParts.CLIENT))
        .hasMessageContaining("wrong-credentials");
  }

  @BothDatabases
  void everythingThatHappensToAnAccountIsLogged(Database database) {
    var parts = new AccessParts(database);
    Account account = parts.account("honbu", Role.OPERATOR);
    parts.login.attempt("honbu", "password of honbu", AccessParts.CLIENT);
    parts.accounts.change(account.name(), roles(Role.CLERK), ABOUT);
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(() -> parts.login.attempt("honbu", "wrong", AccessParts.CLIENT))
          .hasMessageContaining("wrong-credentials");
    }
    assertThat(parts.logged())
        .containsExactly(
            "account-created",
            "logged-in",
            "account-changed",
            "login-failed",
            "login-failed",
            "login-failed",
            "login-failed",
            "login-failed",
            "locked");
  }

  @Property
  void aNormalisedNameStaysAsItIs(@ForAll String typed) {
    AccountName.parse(typed)
        .ifPresent(name -> assertThat(AccountName.parse(name.text())).hasValue(name));
  }

  @Test
  void aKeyboardInTheWrongModeKeepsNobodyOut() {
    assertThat(AccountName.parse(" Ｈonbu０１ ")).hasValue(new AccountName("honbu01"));
    assertThat(AccountName.parse("総務班")).isPresent();
    assertThat(AccountName.parse("")).isEmpty();
    assertThat(AccountName.parse("a b")).isEmpty();
    assertThat(AccountName.parse("x".repeat(65))).isEmpty();
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
