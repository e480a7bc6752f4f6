package jp.yagura.command.kernel.access;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import jp.yagura.command.kernel.db.Database;
import jp.yagura.command.testing.MutableClock;

/** The parts of this package put together as the application does, around one database. */
final class AccessParts {

  static final Client CLIENT = new Client("192.0.2.10", "test");

  final MutableClock clock;
  final Database database;
  final List<String> ended = new CopyOnWriteArrayList<>();
  final SessionConfig sessionConfig =
      new SessionConfig(java.time.Duration.ofHours(12), java.time.Duration.ofDays(7), "auto");
  final Passwords passwords = new Passwords(new PasswordConfig(10, 64, 1));
  final AccessLog accessLog;
  final Lockout lockout;
  final Sessions sessions;
  final Accounts accounts;
  final Login login;

  AccessParts(Database database) {
    this(database, MutableClock.atStart());
  }

  /** A second one with the same database and clock is a second node. */
  AccessParts(Database database, MutableClock clock) {
    this.database = database;
    this.clock = clock;
    this.accessLog = new AccessLog(database, clock);
    this.lockout =
        new Lockout(
            database,
            clock,
            new LockoutConfig(
                5,
                20,
                50,
                java.time.Duration.ofMinutes(15),
                java.time.Duration.ofSeconds(30),
                java.time.Duration.ofMinutes(15),
                java.time.Duration.ofHours(24)),
            accessLog);
    this.sessions =
        new Sessions(database, clock, sessionConfig, event -> ended.add(event.session()));
    this.accounts = new Accounts(database, clock, sessions, lockout, accessLog);
    this.login = new Login(database, clock, passwords, lockout, sessions, accessLog);
  }

  Account account(String name, Role... roles) {
    return accountWithPassword(name, "password of " + name, roles);
  }

  Account accountWithPassword(String name, String password, Role... roles) {
    var draft =
        new Accounts.Draft(
            new AccountName(name),
            "試験 " + name,
            Set.of(roles),
            Set.of(Scope.ALL),
            "ja",
            Optional.of(passwords.hash(password)));
    return database.write(
        transaction -> accounts.create(transaction, draft, new AccessLog.About(name, "test", "")));
  }

  Sessions.Opened logIn(Account account) {
    return database.write(transaction -> sessions.open(transaction, account, CLIENT));
  }

  List<String> logged() {
    return accessLog.newest(Optional.empty(), 100).reversed().stream()
        .map(AccessLog.Entry::kind)
        .toList();
  }
}
