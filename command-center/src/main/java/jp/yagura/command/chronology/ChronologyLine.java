package jp.yagura.command.chronology;

import io.micronaut.core.type.Argument;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.serde.annotation.Serdeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import jp.yagura.command.kernel.journal.JournalEntry;
import jp.yagura.command.kernel.live.LiveItem;
import org.jspecify.annotations.Nullable;

/**
 * One line as the console shows it.
 *
 * @param occurredAt when it happened
 * @param recordedAt when we knew
 * @param site the tower it is about, if it is about one
 * @param level the stage it tells of, 0 to 5, if it tells of one
 */
@Serdeable
record ChronologyLine(
    String id,
    String operationId,
    long number,
    String kind,
    Instant occurredAt,
    Instant recordedAt,
    String actor,
    String source,
    String ja,
    String en,
    @Nullable String site,
    @Nullable Integer level,
    boolean important)
    implements LiveItem {

  private static final String SITE = "site/";
  private static final Argument<Map<String, Object>> BODY =
      Argument.mapOf(String.class, Object.class);

  static ChronologyLine of(JournalEntry entry, ObjectMapper json) {
    String subject = entry.subject();
    return new ChronologyLine(
        entry.id().toString(),
        entry.operation().toString(),
        entry.number(),
        entry.kind(),
        entry.occurredAt(),
        entry.recordedAt(),
        entry.actor(),
        entry.source(),
        entry.ja(),
        entry.en(),
        subject.startsWith(SITE) ? subject.substring(SITE.length()) : null,
        level(entry, json),
        entry.important());
  }

  private static @Nullable Integer level(JournalEntry entry, ObjectMapper json) {
    try {
      return json.readValue(entry.body(), BODY).get("stage") instanceof Number stage
          ? stage.intValue()
          : null;
    } catch (IOException e) {
      throw new UncheckedIOException("the journal holds a body that is not JSON: " + entry.id(), e);
    }
  }
}
