package jp.yagura.command.kernel.access;

import static jp.yagura.command.tables.Tables.LOGIN_FAILURE;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.IntFunction;
import jp.yagura.command.kernel.db.Database;
import jp.yagura.command.kernel.db.StorageException;
import jp.yagura.command.kernel.db.Transaction;
import jp.yagura.command.kernel.web.Problem;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes guessing slow. After a few failures an account name is refused, from where they came, for a
 * while that grows; so is an address from which many names fail. So whoever guesses closes their
 * own door, and the commander comes in from elsewhere. Guessing one name from many addresses closes
 * it for everybody, but only briefly and for no longer each time: this is the one way to make
 * others wait, and it needs a crowd.
 *
 * <p>It does not matter whether the account exists, so nothing can be learnt from it; attempts
 * during a wait do not lengthen it.
 */
@Singleton
class Lockout {

  private static final Logger log = LoggerFactory.getLogger(Lockout.class);

  private static final String ACCOUNT = "account:";

  /** No account name holds a space. */
  private static final String FROM = " from ";

  private final Database database;
  private final Clock clock;
  private final LockoutConfig config;
  private final AccessLog accessLog;

  Lockout(Database database, Clock clock, LockoutConfig config, AccessLog accessLog) {
    this.database = database;
    this.clock = clock;
    this.config = config;
    this.accessLog = accessLog;
  }

  /** Whoever tries to get in, under the name of {@code what}. */
  record Attempt(String what, Client client) {

    String account() {
      return ACCOUNT + what;
    }

    String accountFromHere() {
      return account() + FROM + network();
    }

    String address() {
      return "address:" + network();
    }

    /** The whole /64 of an IPv6 address: a single customer has that many to try from. */
    private String network() {
      try {
        InetAddress address = InetAddress.ofLiteral(client.address());
        return address instanceof Inet6Address
            ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), 8)) + "/64"
            : address.getHostAddress();
      } catch (IllegalArgumentException e) {
        return client.address().substring(0, Math.min(64, client.address().length()));
      }
    }
  }

  /** Throws if it is too early for another attempt. */
  void requireOpen(Attempt attempt) {
    Instant now = clock.instant();
    Instant opens =
        database
            .read(
                sql ->
                    sql.select(DSL.max(LOGIN_FAILURE.OPEN_AT))
                        .from(LOGIN_FAILURE)
                        .where(
                            LOGIN_FAILURE.SUBJECT.in(
                                List.of(
                                    attempt.accountFromHere(),
                                    attempt.address(),
                                    attempt.account())))
                        .fetchOptional(0, Instant.class))
            .orElse(now);
    if (opens.isAfter(now)) {
      throw locked(Duration.between(now, opens));
    }
  }

  static Problem locked(Duration wait) {
    long minutes = Math.max(1, wait.plusSeconds(59).toMinutes());
    return Problem.tooMany(
        "locked-out",
        "失敗が続いたため、しばらく受け付けません。約" + minutes + "分後にもう一度お試しください。パスワードを忘れたときは管理者に再設定を頼んでください。",
        "Too many failures: please wait about "
            + minutes
            + " min and try again. If the password is forgotten, ask the administrator to reset it.",
        wait);
  }

  void failed(Transaction transaction, Attempt attempt) {
    count(
        transaction,
        attempt,
        attempt.accountFromHere(),
        config.forgetAfter(),
        failures -> config.delay(failures, config.accountFailures()));
    count(
        transaction,
        attempt,
        attempt.address(),
        config.window(),
        failures -> config.delay(failures, config.addressFailures()));
    count(
        transaction, attempt, attempt.account(), config.window(), config::delayOfAnAccountAnywhere);
  }

  private void count(
      Transaction transaction,
      Attempt attempt,
      String subject,
      Duration within,
      IntFunction<Duration> delayAfter) {
    DSLContext sql = transaction.sql();
    Instant now = clock.instant();
    Condition over = LOGIN_FAILURE.COUNTED_FROM_AT.le(now.minus(within));
    sql.insertInto(LOGIN_FAILURE)
        .set(LOGIN_FAILURE.SUBJECT, subject)
        .set(LOGIN_FAILURE.FAILURES, 0)
        .set(LOGIN_FAILURE.COUNTED_FROM_AT, now)
        .set(LOGIN_FAILURE.FAILED_AT, now)
        .set(LOGIN_FAILURE.OPEN_AT, now)
        .onConflictDoNothing()
        .execute();
    // One statement counts and locks the row: two nodes cannot both count the same number.
    sql.update(LOGIN_FAILURE)
        .set(LOGIN_FAILURE.FAILURES, DSL.when(over, 1).otherwise(LOGIN_FAILURE.FAILURES.plus(1)))
        .set(
            LOGIN_FAILURE.COUNTED_FROM_AT,
            DSL.when(over, DSL.val(now, LOGIN_FAILURE.COUNTED_FROM_AT))
                .otherwise(LOGIN_FAILURE.COUNTED_FROM_AT))
        .set(LOGIN_FAILURE.FAILED_AT, now)
        .where(LOGIN_FAILURE.SUBJECT.eq(subject))
        .execute();
    int failures =
        sql.select(LOGIN_FAILURE.FAILURES)
            .from(LOGIN_FAILURE)
            .where(LOGIN_FAILURE.SUBJECT.eq(subject))
            .fetchSingle(LOGIN_FAILURE.FAILURES);
    Duration delay = delayAfter.apply(failures);
    if (delay.isPositive()) {
      close(transaction, attempt, subject, now.plus(delay));
    }
  }

  private void close(Transaction transaction, Attempt attempt, String subject, Instant until) {
    transaction
        .sql()
        .update(LOGIN_FAILURE)
        .set(LOGIN_FAILURE.OPEN_AT, until)
        .where(LOGIN_FAILURE.SUBJECT.eq(subject))
        .execute();
    accessLog.record(
        transaction,
        AccessLog.Kind.LOCKED,
        new AccessLog.About(attempt.what(), attempt.what(), attempt.client().address()),
        subject + " until " + until);
  }

  /**
   * The right password clears the account from there, but not the address, nor the account
   * elsewhere: others may be guessing.
   */
  void succeeded(Transaction transaction, Attempt attempt) {
    transaction
        .sql()
        .deleteFrom(LOGIN_FAILURE)
        .where(LOGIN_FAILURE.SUBJECT.eq(attempt.accountFromHere()))
        .execute();
  }

  /** Opens the account from everywhere. */
  void forgive(Transaction transaction, String account) {
    transaction
        .sql()
        .deleteFrom(LOGIN_FAILURE)
        .where(LOGIN_FAILURE.SUBJECT.eq(ACCOUNT + account))
        .or(LOGIN_FAILURE.SUBJECT.startsWith(ACCOUNT + account + FROM))
        .execute();
  }

  @Scheduled(fixedDelay = "1h", initialDelay = "1h")
  void forgetTheOld() {
    try {
      Instant before = clock.instant().minus(config.forgetAfter());
      database.write(
          transaction ->
              transaction
                  .sql()
                  .deleteFrom(LOGIN_FAILURE)
                  .where(LOGIN_FAILURE.FAILED_AT.lt(before))
                  .execute());
    } catch (StorageException e) {
      log.warn("old failures were not cleared and will be later: {}", e.getMessage());
    }
  }
}
