package jp.yagura.command.kernel.access;

import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import jp.yagura.command.kernel.db.Database;
import jp.yagura.command.kernel.web.Problem;
import jp.yagura.command.kernel.web.Wording;

/** Name and password in, session out. */
@Singleton
class Login {

  private static final Wording WRONG = new Wording("ログインできません", "Log-in failed");

  private final Database database;
  private final Clock clock;
  private final Passwords passwords;
  private final Lockout lockout;
  private final Sessions sessions;
  private final AccessLog accessLog;

  Login(
      Database database,
      Clock clock,
      Passwords passwords,
      Lockout lockout,
      Sessions sessions,
      AccessLog accessLog) {
    this.database = database;
    this.clock = clock;
    this.passwords = passwords;
    this.lockout = lockout;
    this.sessions = sessions;
    this.accessLog = accessLog;
  }

  /** An account and the hash that its password must match, or has matched. */
  record Known(Account account, String hash) {}

  Sessions.Opened attempt(String typedName, String password, Client client) {
    Optional<AccountName> name = AccountName.parse(typedName);
    var attempt = new Lockout.Attempt(name.map(AccountName::text).orElse("?"), client);
    return checked(attempt, name, password, known -> enter(known, password, attempt))
        .orElseThrow(Login::wrongCredentials);
  }

  /** For someone who is logged in and is to prove that it is still them. */
  Known requirePassword(String name, String password, Client client) {
    return checked(
            new Lockout.Attempt(name, client), AccountName.parse(name), password, Optional::of)
        .orElseThrow(Login::wrongCurrent);
  }

  static Problem wrongCurrent() {
    return Problem.invalid("current", "いまのパスワードが違います。", "The current password is not right.");
  }

  /** The outcome for the right password; nothing, and a failure more, for a wrong one. */
  private <T> Optional<T> checked(
      Lockout.Attempt attempt,
      Optional<AccountName> name,
      String password,
      Function<Known, Optional<T>> whenRight) {
    lockout.requireOpen(attempt); // before standing in line: who is locked out takes nobody's place
    return passwords.atADesk(
        () -> {
          lockout.requireOpen(attempt); // and again: others may have failed while this one waited
          Optional<Known> known = name.flatMap(this::known);
          Optional<T> outcome = compared(known, password, whenRight);
          if (outcome.isEmpty()) {
            // What was read may have been replaced meanwhile: what counts is what is there now.
            Optional<Known> now = name.flatMap(this::known);
            outcome = now.equals(known) ? outcome : compared(now, password, whenRight);
          }
          if (outcome.isEmpty()) {
            refuse(attempt);
          }
          return outcome;
        });
  }

  private <T> Optional<T> compared(
      Optional<Known> known, String password, Function<Known, Optional<T>> whenRight) {
    boolean right = passwords.matches(password, known.map(Known::hash));
    return known.filter(k -> right && !k.account().disabled()).flatMap(whenRight);
  }

  private Optional<Known> known(AccountName name) {
    return database.read(
        sql ->
            AccountStore.byName(sql, name)
                .flatMap(
                    account ->
                        AccountStore.passwordHash(sql, account.id())
                            .map(hash -> new Known(account, hash))));
  }

  /** Nothing if the password has been replaced since it was compared. */
  private Optional<Sessions.Opened> enter(Known known, String password, Lockout.Attempt attempt) {
    String hash = passwords.isOutgrown(known.hash()) ? passwords.hash(password) : known.hash();
    return database.write(
        transaction -> {
          if (!AccountStore.replacePasswordHash(
              transaction.sql(), known.account().id(), known.hash(), hash, clock.instant())) {
            return Optional.empty();
          }
          lockout.succeeded(transaction, attempt);
          accessLog.record(
              transaction,
              AccessLog.Kind.LOGGED_IN,
              AccessLog.About.oneself(known.account().name(), attempt.client()),
              "password");
          return Optional.of(sessions.open(transaction, known.account(), attempt.client()));
        });
  }

  private void refuse(Lockout.Attempt attempt) {
    database.write(
        transaction -> {
          accessLog.record(
              transaction,
              AccessLog.Kind.LOGIN_FAILED,
              new AccessLog.About(attempt.what(), attempt.what(), attempt.client().address()),
              "password");
          lockout.failed(transaction, attempt);
          return attempt;
        });
  }

  private static Problem wrongCredentials() {
    return Problem.of(
        HttpStatus.UNAUTHORIZED,
        "wrong-credentials",
        WRONG,
        new Wording("アカウント名かパスワードが違います。", "The account name or the password is not right."));
  }
}
