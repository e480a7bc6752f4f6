package jp.yagura.command.telemetry.watch;

import static jp.yagura.command.tables.Tables.CORRECTION;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jp.yagura.shared.wire.Dating;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** Adds up, by start of a tower's agent, what times it has put right. */
final class CorrectionTable {

  private record Key(String site, long epoch) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int bySite = site.compareTo(other.site);
      return bySite != 0 ? bySite : Long.compare(epoch, other.epoch);
    }
  }

  private record Sum(Duration shift, long n, Instant from, Instant to) {
    static Sum of(Duration shift, Instant at) {
      return new Sum(shift, 1, at, at);
    }

    Sum plus(Sum other) {
      return new Sum(
          shift,
          n + other.n,
          from.isBefore(other.from) ? from : other.from,
          to.isAfter(other.to) ? to : other.to);
    }
  }

  /**
   * @param n so many readings, from then to then by the right time
   */
  record Correction(String site, long epoch, Duration shift, long n, Instant from, Instant to) {}

  private CorrectionTable() {}

  static void add(DSLContext sql, Collection<NewReading> readings, Instant now) {
    Map<Key, Sum> sums = new TreeMap<>();
    for (NewReading r : readings) {
      if (r.dating() instanceof Dating.Corrected(var by)) {
        sums.merge(
            new Key(r.site().id(), r.epoch()), Sum.of(by, r.reading().observedAt()), Sum::plus);
      }
    }
    sums.forEach(
        (key, sum) ->
            sql.insertInto(CORRECTION)
                .set(CORRECTION.SITE_ID, key.site())
                .set(CORRECTION.EPOCH, key.epoch())
                .set(CORRECTION.SHIFT, sum.shift().toMillis())
                .set(CORRECTION.N, sum.n())
                .set(CORRECTION.FROM_AT, sum.from())
                .set(CORRECTION.TO_AT, sum.to())
                .set(CORRECTION.CHANGED_AT, now)
                .set(CORRECTION.TOLD, 0)
                .onConflict(CORRECTION.SITE_ID, CORRECTION.EPOCH)
                .doUpdate()
                .set(CORRECTION.N, CORRECTION.N.plus(DSL.excluded(CORRECTION.N)))
                .set(
                    CORRECTION.FROM_AT,
                    DSL.least(CORRECTION.FROM_AT, DSL.excluded(CORRECTION.FROM_AT)))
                .set(
                    CORRECTION.TO_AT,
                    DSL.greatest(CORRECTION.TO_AT, DSL.excluded(CORRECTION.TO_AT)))
                .set(CORRECTION.CHANGED_AT, DSL.excluded(CORRECTION.CHANGED_AT))
                .execute());
  }

  /** Those of which no more has come since then, and which nobody has been told of. */
  static List<Correction> untold(DSLContext sql, Instant quietSince) {
    return sql.selectFrom(CORRECTION)
        .where(CORRECTION.TOLD.eq(0))
        .and(CORRECTION.CHANGED_AT.lt(quietSince))
        .fetch(
            row ->
                new Correction(
                    row.get(CORRECTION.SITE_ID),
                    row.get(CORRECTION.EPOCH),
                    Duration.ofMillis(row.get(CORRECTION.SHIFT)),
                    row.get(CORRECTION.N),
                    row.get(CORRECTION.FROM_AT),
                    row.get(CORRECTION.TO_AT)));
  }

  /**
   * @return whether it was us who marked it
   */
  static boolean mark(DSLContext sql, Correction told) {
    return sql.update(CORRECTION)
            .set(CORRECTION.TOLD, 1)
            .where(CORRECTION.SITE_ID.eq(told.site()))
            .and(CORRECTION.EPOCH.eq(told.epoch()))
            .and(CORRECTION.TOLD.eq(0))
            .execute()
        > 0;
  }
}
