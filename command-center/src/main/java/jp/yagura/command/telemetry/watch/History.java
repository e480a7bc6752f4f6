package jp.yagura.command.telemetry.watch;

import static jp.yagura.command.tables.Tables.READING;
import static jp.yagura.command.tables.Tables.ROLLUP;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import jp.yagura.command.kernel.db.Database;
import jp.yagura.command.site.Sensor;
import jp.yagura.command.site.Site;
import jp.yagura.shared.wire.Quality;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** What was measured in the past, for charts. */
@Singleton
public final class History {

  /** A chart is no wider than this many points, and a page must not be sent millions. */
  private static final int MOST_POINTS = 20_000;

  private static final Quality[] QUALITIES = Quality.values();

  private final Database database;

  History(Database database) {
    this.database = database;
  }

  /** How fine. */
  public enum Resolution {
    RAW("raw"),
    TEN_MINUTES("10m");

    private static final Duration LONGEST_RAW = Duration.ofHours(25);
    private final String code;

    Resolution(String code) {
      this.code = code;
    }

    public static Resolution fitting(Duration span) {
      return span.compareTo(LONGEST_RAW) <= 0 ? RAW : TEN_MINUTES;
    }
  }

  /**
   * @param resolution {@code raw} or {@code 10m}
   * @param more true if the span held more points than are sent: ask for a shorter one
   */
  @Serdeable
  public record Chart(
      String site, String sensor, String resolution, boolean more, List<? extends Point> points) {}

  /** A point of either kind. */
  public sealed interface Point {
    Instant at();
  }

  /**
   * @param value absent when the sensor did not answer (欠測)
   * @param backfilled came in so late that nobody could have acted on it (遅着)
   * @param dating whether {@code at} was put right later, or may be far off
   */
  @Serdeable
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Measured(
      Instant at,
      @Nullable Long value,
      Quality quality,
      boolean backfilled,
      Instant receivedAt,
      DatingCode dating)
      implements Point {}

  /** Ten minutes beginning at {@code at}. */
  @Serdeable
  public record TenMinutes(Instant at, long min, double mean, long max, long count)
      implements Point {}

  /**
   * A window of which only the summary is known (要約), at its middle.
   *
   * @param seconds how long it is
   */
  @Serdeable
  public record Summed(Instant at, long seconds, long min, double mean, long max, long count)
      implements Point {}

  public Chart chart(Site site, Sensor sensor, Instant begin, Instant end, Resolution resolution) {
    List<? extends Point> points =
        database.read(
            sql ->
                switch (resolution) {
                  case RAW ->
                      withSummaries(
                          measured(sql, site, sensor, begin, end),
                          SummaryTable.windows(sql, sensor.ref(), begin, end));
                  case TEN_MINUTES ->
                      TenMinuteSummaries.over(
                          tenMinutes(sql, sensor, begin, end),
                          SummaryTable.windows(sql, sensor.ref(), begin, end));
                });
    boolean more = points.size() > MOST_POINTS;
    return new Chart(
        site.id(),
        sensor.id().value(),
        resolution.code,
        more,
        more ? points.subList(0, MOST_POINTS) : points);
  }

  private static List<? extends Point> withSummaries(
      List<Measured> measured, List<SummaryTable.Window> windows) {
    if (windows.isEmpty()) {
      return measured;
    }
    List<Point> points = new ArrayList<>(measured);
    for (SummaryTable.Window w : windows) {
      points.add(
          new Summed(w.middle(), w.span().toSeconds(), w.least(), w.mean(), w.most(), w.n()));
    }
    points.sort(Comparator.comparing(Point::at));
    return points;
  }

  private static List<Measured> measured(
      DSLContext sql, Site site, Sensor sensor, Instant begin, Instant end) {
    return sql.select(
            READING.OBSERVED_AT,
            READING.VALUE,
            READING.QUALITY,
            READING.RECEIVED_AT,
            READING.DATING)
        .from(READING)
        .where(READING.SENSOR_REF.eq(sensor.ref()))
        .and(READING.OBSERVED_AT.between(begin, end))
        .orderBy(READING.OBSERVED_AT, READING.SEQ)
        .limit(MOST_POINTS + 1)
        .fetch((Record row) -> measured(site, row));
  }

  private static Measured measured(Site site, Record row) {
    Instant observed = row.get(READING.OBSERVED_AT);
    Instant received = row.get(READING.RECEIVED_AT);
    Quality quality = QUALITIES[row.get(READING.QUALITY)];
    return new Measured(
        observed,
        quality == Quality.MISSING ? null : row.get(READING.VALUE),
        quality,
        Freshness.cameLate(observed, received, site.cadence()),
        received,
        DatingCode.at(row.get(READING.DATING)));
  }

  private static List<TenMinutes> tenMinutes(
      DSLContext sql, Sensor sensor, Instant begin, Instant end) {
    return sql.selectFrom(ROLLUP)
        .where(ROLLUP.SENSOR_REF.eq(sensor.ref()))
        .and(ROLLUP.BEGINS_AT.between(begin.minus(RollupTable.SPAN), end))
        .orderBy(ROLLUP.BEGINS_AT)
        .limit(MOST_POINTS + 1)
        .fetch(
            (Record row) ->
                new TenMinutes(
                    row.get(ROLLUP.BEGINS_AT),
                    row.get(ROLLUP.LEAST),
                    (double) row.get(ROLLUP.TOTAL) / row.get(ROLLUP.N),
                    row.get(ROLLUP.MOST),
                    row.get(ROLLUP.N)));
  }
}
