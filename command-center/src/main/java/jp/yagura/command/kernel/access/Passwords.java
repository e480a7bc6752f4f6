package jp.yagura.command.kernel.access;

import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import jp.yagura.command.kernel.web.Problem;

/**
 * Makes and checks password hashes. Each one fills 19 MiB on purpose, so only a few may be computed
 * at a time: a flood of log-ins waits in line instead of taking the memory that the telemetry
 * needs.
 */
@Singleton
final class Passwords {

  private static final int AT_A_TIME = 2;
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  private final SecureRandom random = new SecureRandom();
  private final Semaphore desks = new Semaphore(AT_A_TIME, true);
  private final PasswordConfig config;
  private final Argon2id.Cost cost;

  /**
   * What is computed for accounts that do not exist, so that they take as long as those that do.
   */
  private final Argon2id decoy;

  Passwords(PasswordConfig config) {
    this.config = config;
    this.cost = new Argon2id.Cost(config.memoryKib(), config.passes());
    this.decoy = Argon2id.of("nobody", salt(), cost);
  }

  /** Runs what checks a password and then acts on the outcome; at most two at a time do. */
  <T> T atADesk(Supplier<T> work) {
    try {
      if (!desks.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
        throw busy();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw busy();
    }
    try {
      return work.get();
    } finally {
      desks.release();
    }
  }

  private static Problem busy() {
    return Problem.unavailable(
        "login-busy",
        "ログインが混み合っています。少し待ってもう一度お試しください。",
        "Many people are logging in. Please try again shortly.",
        Duration.ofSeconds(5));
  }

  /** True if the password is the account's; without an account it takes as long and is false. */
  boolean matches(String password, Optional<String> stored) {
    Optional<Argon2id> known = stored.flatMap(Argon2id::parse);
    return known.orElse(decoy).matches(password) && known.isPresent();
  }

  String hash(String password) {
    return Argon2id.of(password, salt(), cost).phc();
  }

  /** True if the hash was made when hashing was cheaper than it is configured to be now. */
  boolean isOutgrown(String stored) {
    return Argon2id.parse(stored).filter(hash -> !hash.cost().isLessThan(cost)).isEmpty();
  }

  /** Refuses what a machine would guess; length is what counts, so nothing else is asked for. */
  void requireGood(String field, String password, AccountName name) {
    int length = password.codePointCount(0, password.length());
    if (length < config.minLength()) {
      throw Problem.invalid(
          field,
          "%d文字以上にしてください。短いパスワードは、データが盗まれたとき機械にすぐ割り出されます。短い文をつなげると覚えやすくなります。"
              .formatted(config.minLength()),
          "Use at least %d characters: a machine finds a short password quickly once data is stolen. A few words in a row are easy to remember."
              .formatted(config.minLength()));
    }
    if (AccountName.parse(password).filter(name::equals).isPresent()) {
      throw Problem.invalid(
          field,
          "アカウント名とは違うものにしてください。最初に試されるためです。",
          "Use something else than the account name: it is what is tried first.");
    }
  }

  private byte[] salt() {
    byte[] salt = new byte[Argon2id.SALT_BYTES];
    random.nextBytes(salt);
    return salt;
  }
}
