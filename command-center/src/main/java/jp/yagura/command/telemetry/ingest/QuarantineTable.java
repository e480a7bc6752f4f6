package jp.yagura.command.telemetry.ingest;

import static jp.yagura.command.tables.Tables.QUARANTINE;

import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import jp.yagura.command.telemetry.ingest.Arrival.Odd;
import jp.yagura.shared.id.Uuid7;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/**
 * What could not be understood or believed, kept for a human to look at. Bounded in number and
 * size: a device gone mad must not fill the disk, and the newest tell more than the oldest.
 */
final class QuarantineTable {

  private static final int MOST_KEPT = 1_000;
  private static final int MOST_IN_ONE_GROUP = 20;
  private static final int MOST_BYTES = 8_192;

  private final Uuid7 ids;

  QuarantineTable(Clock clock) {
    this.ids = new Uuid7(clock);
  }

  void keep(DSLContext sql, List<Odd> odd) {
    if (odd.isEmpty()) {
      return;
    }
    for (Odd one : odd.subList(Math.max(0, odd.size() - MOST_IN_ONE_GROUP), odd.size())) {
      sql.insertInto(QUARANTINE)
          .set(QUARANTINE.ID, ids.next().toString())
          .set(QUARANTINE.RECEIVED_AT, one.receivedAt())
          .set(QUARANTINE.TOPIC, one.topic())
          .set(QUARANTINE.REASON, one.oddity().name())
          .set(QUARANTINE.DETAIL, one.detail())
          .set(
              QUARANTINE.PAYLOAD,
              Arrays.copyOf(one.payload(), Math.min(one.payload().length, MOST_BYTES)))
          .execute();
    }
    Instant oldestKept =
        sql.select(QUARANTINE.RECEIVED_AT)
            .from(QUARANTINE)
            .orderBy(QUARANTINE.RECEIVED_AT.desc())
            .limit(DSL.inline(1))
            .offset(MOST_KEPT)
            .fetchOne(QUARANTINE.RECEIVED_AT);
    if (oldestKept != null) {
      sql.deleteFrom(QUARANTINE).where(QUARANTINE.RECEIVED_AT.le(oldestKept)).execute();
    }
  }
}
