package jp.yagura.command.kernel.journal;

import java.time.Instant;
import java.util.UUID;

/** One link of a chain, as it stands in the journal. */
public record JournalEntry(
    UUID operation,
    long number,
    UUID id,
    String kind,
    Instant occurredAt,
    Instant recordedAt,
    String actor,
    String source,
    String subject,
    boolean important,
    String ja,
    String en,
    String body,
    String previousHash,
    String hash) {

  /** The hash that the content of this entry, in its place in the chain, must have. */
  String contentHash() {
    return JournalHash.of(this);
  }
}
