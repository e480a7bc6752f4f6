package jp.yagura.command.kernel.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * One Argon2id hash with everything needed to compute it again, written in the PHC string format:
 * {@code $argon2id$v=19$m=19456,t=2,p=1$salt$hash}.
 */
record Argon2id(Cost cost, byte[] salt, byte[] hash) {

  static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;

  /** One lane only: p=1. */
  record Cost(int memoryKib, int passes) {

    boolean isLessThan(Cost other) {
      return memoryKib < other.memoryKib || passes < other.passes;
    }
  }

  private static final Pattern PHC =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=1\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

  static Argon2id of(String password, byte[] salt, Cost cost) {
    return new Argon2id(cost, salt, compute(password, salt, cost, HASH_BYTES));
  }

  static Optional<Argon2id> parse(String phc) {
    Matcher matcher = PHC.matcher(phc);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    var cost = new Cost(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    var decoder = Base64.getDecoder();
    return Optional.of(
        new Argon2id(cost, decoder.decode(matcher.group(3)), decoder.decode(matcher.group(4))));
  }

  boolean matches(String password) {
    return MessageDigest.isEqual(hash, compute(password, salt, cost, hash.length));
  }

  String phc() {
    var encoder = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m=%d,t=%d,p=1$%s$%s"
        .formatted(
            cost.memoryKib(),
            cost.passes(),
            encoder.encodeToString(salt),
            encoder.encodeToString(hash));
  }

  private static byte[] compute(String password, byte[] salt, Cost cost, int length) {
    var generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withSalt(salt)
            .withMemoryAsKB(cost.memoryKib())
            .withIterations(cost.passes())
            .withParallelism(1)
            .build());
    byte[] out = new byte[length];
    generator.generateBytes(bytes(password), out);
    return out;
  }

  /** The same letters give the same bytes, whichever keyboard composed them. */
  private static byte[] bytes(String password) {
    return Normalizer.normalize(password, Normalizer.Form.NFC).getBytes(StandardCharsets.UTF_8);
  }
}
