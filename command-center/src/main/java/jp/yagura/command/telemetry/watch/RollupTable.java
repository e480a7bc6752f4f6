package jp.yagura.command.telemetry.watch;

import static jp.yagura.command.tables.Tables.ROLLUP;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import jp.yagura.shared.wire.Quality;
import org.jooq.BatchBindStep;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** Keeps count, sum, least and most of every ten minutes, as readings come in whatever order. */
final class RollupTable {

  static final Duration SPAN = Duration.ofMinutes(10);

  private record Key(int sensorRef, long beginsAt) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int bySensor = Integer.compare(sensorRef, other.sensorRef);
      return bySensor != 0 ? bySensor : Long.compare(beginsAt, other.beginsAt);
    }
  }

  /** Of one group of readings, which may be tens of thousands: added up in place. */
  private static final class Sums {
    private long n;
    private long total;
    private long least = Long.MAX_VALUE;
    private long most = Long.MIN_VALUE;

    void add(long value) {
      n++;
      total += value;
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
  }

  private RollupTable() {}

  static void add(DSLContext sql, Collection<NewReading> readings) {
    Map<Key, Sums> sums = new HashMap<>();
    for (NewReading r : readings) {
      if (r.reading().quality() != Quality.MISSING) {
        sums.computeIfAbsent(
                new Key(r.sensor().ref(), beginOf(r.reading().observedAt())), _ -> new Sums())
            .add(r.reading().value());
      }
    }
    if (sums.isEmpty()) {
      return;
    }
    BatchBindStep batch =
        sql.batch(
            DSL.using(sql.dialect())
                .insertInto(
                    ROLLUP,
                    ROLLUP.SENSOR_REF,
                    ROLLUP.BEGINS_AT,
                    ROLLUP.N,
                    ROLLUP.TOTAL,
                    ROLLUP.LEAST,
                    ROLLUP.MOST)
                .values(0, null, 0L, 0L, 0L, 0L)
                .onConflict(ROLLUP.SENSOR_REF, ROLLUP.BEGINS_AT)
                .doUpdate()
                .set(ROLLUP.N, ROLLUP.N.plus(DSL.excluded(ROLLUP.N)))
                .set(ROLLUP.TOTAL, ROLLUP.TOTAL.plus(DSL.excluded(ROLLUP.TOTAL)))
                .set(ROLLUP.LEAST, DSL.least(ROLLUP.LEAST, DSL.excluded(ROLLUP.LEAST)))
                .set(ROLLUP.MOST, DSL.greatest(ROLLUP.MOST, DSL.excluded(ROLLUP.MOST))));
    for (var sum : new TreeMap<>(sums).entrySet()) {
      Sums s = sum.getValue();
      batch =
          batch.bind(
              sum.getKey().sensorRef(),
              Instant.ofEpochMilli(sum.getKey().beginsAt()),
              s.n,
              s.total,
              s.least,
              s.most);
    }
    batch.execute();
  }

  private static long beginOf(Instant at) {
    return Math.floorDiv(at.toEpochMilli(), SPAN.toMillis()) * SPAN.toMillis();
  }
}
