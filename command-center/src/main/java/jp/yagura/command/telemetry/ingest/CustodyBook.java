package jp.yagura.command.telemetry.ingest;

import static jp.yagura.command.tables.Tables.CUSTODY;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import jp.yagura.shared.wire.SeqRange;
import jp.yagura.shared.wire.SeqRanges;
import org.jooq.BatchBindStep;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;

/**
 * What of each stream is durable, within one transaction. Because it is read and written in the
 * very transaction that stores the readings, a sequence number is stored exactly once, however
 * often and by however many roads it comes.
 */
final class CustodyBook {

  /** SQLite takes 32,766 values in a statement; streams are asked for in pieces. */
  private static final int STREAMS_AT_ONCE = 5_000;

  private final DSLContext sql;
  private final Map<StreamKey, SeqRanges> known = new HashMap<>();
  private final Set<StreamKey> changed = new HashSet<>();

  private CustodyBook(DSLContext sql) {
    this.sql = sql;
  }

  /** Reads what is known of these streams; the caller holds their sites. */
  static CustodyBook open(DSLContext sql, Set<StreamKey> streams) {
    var book = new CustodyBook(sql);
    Map<String, List<StreamKey>> bySite =
        streams.stream()
            .collect(
                Collectors.groupingBy(
                    key -> key.site().site().value(), TreeMap::new, Collectors.toList()));
    // A site has as many epochs as its agent has had starts: only those in question are looked at.
    var all = new ArrayList<>(streams);
    for (int from = 0; from < all.size(); from += STREAMS_AT_ONCE) {
      var some = all.subList(from, Math.min(all.size(), from + STREAMS_AT_ONCE));
      sql.selectFrom(CUSTODY)
          .where(CUSTODY.SITE_ID.in(some.stream().map(key -> key.site().site().value()).toList()))
          .and(CUSTODY.EPOCH.in(some.stream().map(StreamKey::epoch).distinct().toList()))
          .fetch()
          .forEach(row -> book.remember(row, bySite));
    }
    streams.forEach(key -> book.known.putIfAbsent(key, SeqRanges.NONE));
    return book;
  }

  private void remember(Record row, Map<String, List<StreamKey>> wanted) {
    for (StreamKey key : wanted.getOrDefault(row.get(CUSTODY.SITE_ID), List.of())) {
      if (key.epoch() == row.get(CUSTODY.EPOCH)
          && key.stream().ordinal() == row.get(CUSTODY.STREAM)) {
        known.put(key, new SeqRanges(row.get(CUSTODY.UP_TO), parse(row.get(CUSTODY.ABOVE))));
      }
    }
  }

  SeqRanges stored(StreamKey stream) {
    return known.getOrDefault(stream, SeqRanges.NONE);
  }

  /**
   * Notes that a range is being stored.
   *
   * @return false if it has to come again later, because the stream has too many holes already
   */
  boolean take(StreamKey stream, SeqRange range) {
    SeqRanges before = stored(stream);
    if (before.contains(range)) {
      return true;
    }
    SeqRanges after = before.add(range);
    if (!after.contains(range)) {
      return false;
    }
    known.put(stream, after);
    changed.add(stream);
    return true;
  }

  void save(Instant now) {
    if (changed.isEmpty()) {
      return;
    }
    BatchBindStep batch =
        sql.batch(
            DSL.using(sql.dialect())
                .insertInto(
                    CUSTODY,
                    CUSTODY.SITE_ID,
                    CUSTODY.EPOCH,
                    CUSTODY.STREAM,
                    CUSTODY.UP_TO,
                    CUSTODY.ABOVE,
                    CUSTODY.CHANGED_AT)
                .values("", 0L, 0, 0L, "", null)
                .onConflict(CUSTODY.SITE_ID, CUSTODY.EPOCH, CUSTODY.STREAM)
                .doUpdate()
                .set(CUSTODY.UP_TO, DSL.excluded(CUSTODY.UP_TO))
                .set(CUSTODY.ABOVE, DSL.excluded(CUSTODY.ABOVE))
                .set(CUSTODY.CHANGED_AT, DSL.excluded(CUSTODY.CHANGED_AT)));
    for (StreamKey key : new TreeSet<>(changed)) {
      SeqRanges stored = stored(key);
      batch =
          batch.bind(
              key.site().site().value(),
              key.epoch(),
              key.stream().ordinal(),
              stored.upTo(),
              format(stored.above()),
              now);
    }
    batch.execute();
  }

  private static String format(List<SeqRange> ranges) {
    return ranges.stream()
        .map(range -> range.first() + "-" + range.last())
        .collect(Collectors.joining(","));
  }

  private static List<SeqRange> parse(String text) {
    var ranges = new ArrayList<SeqRange>();
    for (String part : text.isEmpty() ? new String[0] : text.split(",", -1)) {
      int dash = part.indexOf('-');
      ranges.add(
          new SeqRange(
              Long.parseLong(part.substring(0, dash)), Long.parseLong(part.substring(dash + 1))));
    }
    return ranges;
  }
}
