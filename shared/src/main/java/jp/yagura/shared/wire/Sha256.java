package jp.yagura.shared.wire;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A SHA-256 digest, as 64 small hex digits: the name of a content.
public record Sha256(String hex) {
  public static final int BYTES = 32;

  public Sha256 {
    boolean isHex =
        hex.length() == 2 * BYTES
            && hex.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    if (!isHex) {
      throw new IllegalArgumentException("a SHA-256 digest is 64 small hex digits");
    }
  }

  /// The digest of that content.
  public static Sha256 of(byte[] content) {
    try {
      return ofDigest(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /// From the 32 bytes of a digest.
  public static Sha256 ofDigest(byte[] digest) {
    return new Sha256(HexFormat.of().formatHex(digest));
  }

  public byte[] toArray() {
    return HexFormat.of().parseHex(hex);
  }

  @Override
  public String toString() {
    return hex;
  }
}
