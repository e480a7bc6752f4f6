package jp.yagura.shared.care;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import jp.yagura.shared.id.SiteAddress;

/// The one-time code (登録コード) that a technician types on a box, and what it proves. It never
/// travels: both sides derive a key from it and show, by HMAC, that they know it. So the box knows
/// that the authority's certificate it was handed is headquarters' own, and headquarters that the
/// request is from the box, also where the line between them has no TLS and somebody listens.
///
/// Twelve letters of 32 are 60 bits; the derivation makes each guess of a listener cost what a
/// hundred thousand would.
public final class EnrolmentCode {
  /// No I, L, O and U: nothing that is read as something else, and no words.
  private static final String LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  private static final int LENGTH = 12;
  private static final int GROUP = 4;
  private static final int ROUNDS = 100_000;
  private static final int KEY_BITS = 256;

  private final String letters;

  private EnrolmentCode(String letters) {
    this.letters = letters;
  }

  /// @param random of a kind that cannot be foretold
  public static EnrolmentCode make(RandomGenerator random) {
    var letters = new StringBuilder();
    for (int i = 0; i < LENGTH; i++) {
      letters.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return new EnrolmentCode(letters.toString());
  }

  /// As it was typed: small letters, other dashes, and what looks like another letter are fine.
  public static Optional<EnrolmentCode> parse(String typed) {
    String plain =
        typed
            .toUpperCase(Locale.ROOT)
            .replaceAll("[\\s\\-\u2010-\u2015\u30FC\uFF0D]", "")
            .replace('O', '0')
            .replace('I', '1')
            .replace('L', '1');
    boolean whole =
        plain.length() == LENGTH && plain.chars().allMatch(c -> LETTERS.indexOf(c) >= 0);
    return whole ? Optional.of(new EnrolmentCode(plain)) : Optional.empty();
  }

  /// For the technician: in groups of four.
  public String shown() {
    return String.join("-", letters.split("(?<=\\G.{" + GROUP + "})"));
  }

  /// What is kept of it, and what proofs are made with.
  public byte[] key(SiteAddress site) {
    var spec =
        new PBEKeySpec(
            letters.toCharArray(),
            ("yagura-enrol/1 " + site).getBytes(StandardCharsets.US_ASCII),
            ROUNDS,
            KEY_BITS);
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has PBKDF2WithHmacSHA256", e);
    } finally {
      spec.clearPassword();
    }
  }

  /// That whoever asks knows the code.
  ///
  /// @param request PKCS#10, DER
  public static byte[] requestProof(byte[] key, SiteAddress site, byte[] request) {
    return proof(key, "request", site.toString().getBytes(StandardCharsets.US_ASCII), request);
  }

  /// That whoever answers knows it, and means this request and nothing else.
  ///
  /// @param orderKey by which orders are checked
  public static byte[] answerProof(
      byte[] key, byte[] request, byte[] certificate, byte[] authority, byte[] orderKey) {
    return proof(key, "answer", request, certificate, authority, orderKey);
  }

  private static byte[] proof(byte[] key, String purpose, byte[]... parts) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      mac.update(("yagura-enrol/1 " + purpose + "\n").getBytes(StandardCharsets.US_ASCII));
      for (byte[] part : parts) {
        mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }

  /// Never in a log line.
  @Override
  public String toString() {
    return "EnrolmentCode[…]";
  }
}
