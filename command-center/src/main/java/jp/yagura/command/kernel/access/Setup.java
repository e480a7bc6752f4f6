package jp.yagura.command.kernel.access;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import jp.yagura.command.kernel.db.Database;
import jp.yagura.command.kernel.web.Problem;

/**
 * The first administrator. Of any number who try at once, on any number of nodes, one becomes it.
 */
@Singleton
class Setup {

  /** No account can be called this, so failures here lock nobody else out. */
  private static final String WHAT = "first set-up";

  private final Database database;
  private final Clock clock;
  private final SetupCode code;
  private final Passwords passwords;
  private final Lockout lockout;
  private final Accounts accounts;
  private final Sessions sessions;
  private final AccessLog accessLog;

  Setup(
      Database database,
      Clock clock,
      SetupCode code,
      Passwords passwords,
      Lockout lockout,
      Accounts accounts,
      Sessions sessions,
      AccessLog accessLog) {
    this.database = database;
    this.clock = clock;
    this.code = code;
    this.passwords = passwords;
    this.lockout = lockout;
    this.accounts = accounts;
    this.sessions = sessions;
    this.accessLog = accessLog;
  }

  record Wish(String code, AccountName name, String displayName, String password) {}

  boolean isNeeded() {
    return code.isNeeded();
  }

  Sessions.Opened run(Wish wish, Client client) {
    var attempt = new Lockout.Attempt(WHAT, client);
    lockout.requireOpen(attempt);
    if (!code.isNeeded()) {
      throw tooLate();
    }
    if (!code.matches(wish.code())) {
      throw refuse(attempt);
    }
    passwords.requireGood("password", wish.password(), wish.name());
    String hash = passwords.atADesk(() -> passwords.hash(wish.password()));
    Sessions.Opened opened =
        database.write(
            transaction -> {
              if (!AccountStore.found(transaction.sql(), clock.instant())) {
                throw tooLate();
              }
              var about = AccessLog.About.oneself(wish.name(), client);
              Account first = accounts.create(transaction, draft(wish, hash), about);
              accessLog.record(transaction, AccessLog.Kind.SET_UP, about, "");
              lockout.forgive(transaction, WHAT);
              return sessions.open(transaction, first, client);
            });
    code.forget();
    return opened;
  }

  /** In a small town the same person then looks at the map; they can give the roles away later. */
  private static Accounts.Draft draft(Wish wish, String hash) {
    return new Accounts.Draft(
        wish.name(),
        wish.displayName(),
        Set.of(Role.ADMIN, Role.COMMANDER),
        Set.of(Scope.ALL),
        "ja",
        Optional.of(hash));
  }

  private Problem refuse(Lockout.Attempt attempt) {
    database.write(
        transaction -> {
          lockout.failed(transaction, attempt);
          return attempt;
        });
    return Problem.invalid(
        "code",
        "セットアップコードが違います。サーバーのログか、データフォルダーの setup-code を見てください。",
        "The set-up code is not right. It is in the server's log and in the file setup-code in the data folder.");
  }

  private static Problem tooLate() {
    return Problem.conflict(
        "already-set-up",
        "最初の管理者はもう登録されています。ログインしてください。",
        "The first administrator exists already. Please log in.");
  }
}
