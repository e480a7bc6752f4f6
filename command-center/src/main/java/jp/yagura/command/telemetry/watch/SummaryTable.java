package jp.yagura.command.telemetry.watch;

import static jp.yagura.command.tables.Tables.READING;
import static jp.yagura.command.tables.Tables.SUMMARY;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import jp.yagura.shared.wire.Quality;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;

/**
 * Summaries as rows. A summary stands in for readings, so it goes when they are all there; until
 * then the one that counts the most readings of its window is kept.
 */
final class SummaryTable {

  private static final Duration LONGEST_SPAN = Duration.ofHours(1);

  /** A window whose single readings are not all stored. */
  record Window(Instant beginsAt, Duration span, long n, long least, long mean, long most) {
    Instant endsAt() {
      return beginsAt.plus(span);
    }

    Instant middle() {
      return beginsAt.plus(span.dividedBy(2));
    }
  }

  private SummaryTable() {}

  static void keep(DSLContext sql, Collection<NewSummary> summaries) {
    for (NewSummary summary : summaries) {
      var values = summary.values();
      if (storedIn(sql, summary.sensor().ref(), summary.beginsAt(), summary.span())
          >= values.count()) {
        continue;
      }
      sql.insertInto(
              SUMMARY,
              SUMMARY.SENSOR_REF,
              SUMMARY.BEGINS_AT,
              SUMMARY.SPAN_SECONDS,
              SUMMARY.N,
              SUMMARY.LEAST,
              SUMMARY.MEAN,
              SUMMARY.MOST,
              SUMMARY.RECEIVED_AT)
          .values(
              summary.sensor().ref(),
              summary.beginsAt(),
              (int) summary.span().toSeconds(),
              values.count(),
              values.least(),
              values.mean(),
              values.most(),
              summary.receivedAt())
          .onConflict(SUMMARY.SENSOR_REF, SUMMARY.BEGINS_AT, SUMMARY.SPAN_SECONDS)
          .doUpdate()
          .set(SUMMARY.N, DSL.excluded(SUMMARY.N))
          .set(SUMMARY.LEAST, DSL.excluded(SUMMARY.LEAST))
          .set(SUMMARY.MEAN, DSL.excluded(SUMMARY.MEAN))
          .set(SUMMARY.MOST, DSL.excluded(SUMMARY.MOST))
          .set(SUMMARY.RECEIVED_AT, DSL.excluded(SUMMARY.RECEIVED_AT))
          .where(SUMMARY.N.lt(DSL.excluded(SUMMARY.N)))
          .execute();
    }
  }

  /** Readings have been stored: what they complete is not needed any more. */
  static void giveWayTo(DSLContext sql, Collection<NewReading> readings) {
    Map<Integer, List<Instant>> times =
        readings.stream()
            .collect(
                Collectors.groupingBy(
                    r -> r.sensor().ref(),
                    TreeMap::new,
                    Collectors.mapping(r -> r.reading().observedAt(), Collectors.toList())));
    times.forEach(
        (ref, observed) -> {
          Instant from = observed.stream().min(Instant::compareTo).orElseThrow();
          Instant to = observed.stream().max(Instant::compareTo).orElseThrow();
          for (Window window : windows(sql, ref, from, to)) {
            if (storedIn(sql, ref, window.beginsAt(), window.span()) >= window.n()) {
              sql.deleteFrom(SUMMARY)
                  .where(SUMMARY.SENSOR_REF.eq(ref))
                  .and(SUMMARY.BEGINS_AT.eq(window.beginsAt()))
                  .and(SUMMARY.SPAN_SECONDS.eq((int) window.span().toSeconds()))
                  .execute();
            }
          }
        });
  }

  /** Those that overlap a span of time, oldest first. */
  static List<Window> windows(DSLContext sql, int sensorRef, Instant from, Instant to) {
    return sql
        .selectFrom(SUMMARY)
        .where(SUMMARY.SENSOR_REF.eq(sensorRef))
        .and(SUMMARY.BEGINS_AT.between(from.minus(LONGEST_SPAN), to))
        .orderBy(SUMMARY.BEGINS_AT, SUMMARY.SPAN_SECONDS)
        .fetch(SummaryTable::read)
        .stream()
        .filter(window -> window.endsAt().isAfter(from))
        .toList();
  }

  private static Window read(Record row) {
    return new Window(
        row.get(SUMMARY.BEGINS_AT),
        Duration.ofSeconds(row.get(SUMMARY.SPAN_SECONDS)),
        row.get(SUMMARY.N),
        row.get(SUMMARY.LEAST),
        row.get(SUMMARY.MEAN),
        row.get(SUMMARY.MOST));
  }

  private static int storedIn(DSLContext sql, int sensorRef, Instant beginsAt, Duration span) {
    return sql.fetchCount(
        sql.selectOne()
            .from(READING)
            .where(READING.SENSOR_REF.eq(sensorRef))
            .and(READING.OBSERVED_AT.ge(beginsAt))
            .and(READING.OBSERVED_AT.lt(beginsAt.plus(span)))
            .and(READING.QUALITY.ne(Quality.MISSING.ordinal())));
  }
}
