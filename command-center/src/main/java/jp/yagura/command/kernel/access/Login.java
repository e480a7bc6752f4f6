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

  /** An account and the hash that its password must match. */
  private record Known(Account account, String hash) {}

  Sessions.Opened attempt(String typedName, String password, Client client) {
    Optional<AccountName> name = AccountName.parse(typedName);
    var attempt = new Lockout.Attempt(name.map(AccountName::text).orElse("?"), client);
    return checked(attempt, name, password, known -> enter(known, password, attempt))
        .orElseThrow(Login::wrongCredentials);
  }

  /** For someone who is logged in and is to prove that it is still them. */
  Account requirePassword(String name, String password, Client client) {
    return checked(
            new Lockout.Attempt(name, client), AccountName.parse(name), password, Known::account)
        .orElseThrow(
            () ->
                Problem.invalid("current", "いまのパスワードが違います。", "The current password is not right."));
  }

  /** The outcome for the right password; nothing, and a failure more, for a wrong one. */
  private <T> Optional<T> checked(
      Lockout.Attempt attempt,
      Optional<AccountName> name,
      String password,
      Function<Known, T> whenRight) {
    lockout.requireOpen(attempt); // before standing in line: who is locked out takes nobody's place
    return passwords.atADesk(
        () -> {
          lockout.requireOpen(attempt); // and again: others may have failed while this one waited
          Optional<Known> known = name.flatMap(this::known);
          boolean right = passwords.matches(password, known.map(Known::hash));
          Optional<Known> accepted = known.filter(k -> right && !k.account().disabled());
          if (accepted.isEmpty()) {
            refuse(attempt);
          }
          return accepted.map(whenRight);
        });
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

  private Sessions.Opened enter(Known known, String password, Lockout.Attempt attempt) {
    Optional<String> stronger =
        passwords.isOutgrown(known.hash())
            ? Optional.of(passwords.hash(password))
            : Optional.empty();
    return database.write(
        transaction -> {
          stronger.ifPresent(
              hash ->
                  AccountStore.setPasswordHash(
                      transaction.sql(), known.account().id(), hash, clock.instant()));
          lockout.succeeded(transaction, attempt);
          accessLog.record(
              transaction,
              AccessLog.Kind.LOGGED_IN,
              AccessLog.About.oneself(known.account().name(), attempt.client()),
              "password");
          return sessions.open(transaction, known.account(), attempt.client());
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
