package jp.yagura.command.kernel.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 over every field, each with its length before it, so that no two different entries share
 * one input. The form is fixed for ever: a signed export of today must verify in ten years.
 */
final class JournalHash {

  /** What the first entry of a chain points back to. */
  static final String BEGINNING = "0".repeat(64);

  private JournalHash() {}

  static String of(JournalEntry entry) {
    MessageDigest digest = sha256();
    feed(digest, entry.previousHash());
    feed(digest, entry.operation().toString());
    feed(digest, entry.number());
    feed(digest, entry.id().toString());
    feed(digest, entry.kind());
    feed(digest, entry.occurredAt().toEpochMilli());
    feed(digest, entry.recordedAt().toEpochMilli());
    feed(digest, entry.actor());
    feed(digest, entry.source());
    feed(digest, entry.subject());
    feed(digest, entry.important() ? 1 : 0);
    feed(digest, entry.ja());
    feed(digest, entry.en());
    feed(digest, entry.body());
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void feed(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    feed(digest, bytes.length);
    digest.update(bytes);
  }

  private static void feed(MessageDigest digest, long number) {
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
