package jp.yagura.command.kernel.journal;

import java.time.Instant;
import java.util.UUID;

/**
 * What is to be written down.
 *
 * @param id made by whoever says it first, so that saying it twice writes it once
 * @param kind {@code feature.what-happened}
 * @param occurredAt when it happened, which may be long before it is recorded
 * @param actor who says so: an account's name, {@code device:nankoku/inabu} or {@code system}
 * @param source where it came from, e.g. {@code sensor}, {@code console}
 * @param subject what it is about, e.g. {@code site/inabu}
 * @param words the sentence people read
 * @param body the same for machines, as JSON
 */
public record JournalDraft(
    UUID operation,
    UUID id,
    String kind,
    Instant occurredAt,
    String actor,
    String source,
    String subject,
    boolean important,
    Words words,
    String body) {

  /** The same sentence in both languages of the console. */
  public record Words(String ja, String en) {}
}
