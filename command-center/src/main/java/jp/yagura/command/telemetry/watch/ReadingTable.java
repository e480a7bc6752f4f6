package jp.yagura.command.telemetry.watch;

import static jp.yagura.command.tables.Tables.READING;

import java.sql.PreparedStatement;
import java.util.Collection;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.impl.DSL;

/** Puts readings into the big table. The hot path: prepared once a group, bound by hand. */
final class ReadingTable {

  private ReadingTable() {}

  static void insert(DSLContext sql, Collection<NewReading> readings) {
    if (readings.isEmpty()) {
      return;
    }
    Query shape =
        DSL.using(sql.dialect())
            .insertInto(
                READING,
                READING.SENSOR_REF,
                READING.OBSERVED_AT,
                READING.SEQ,
                READING.VALUE,
                READING.QUALITY,
                READING.RECEIVED_AT,
                READING.DATING)
            .values(0, null, 0L, 0L, 0, null, 0)
            .onConflictDoNothing();
    String text = shape.getSQL();
    sql.connection(
        connection -> {
          try (PreparedStatement insert = connection.prepareStatement(text)) {
            for (NewReading r : readings) {
              insert.setInt(1, r.sensor().ref());
              insert.setLong(2, r.reading().observedAt().toEpochMilli());
              insert.setLong(3, r.seq());
              insert.setLong(4, r.reading().value());
              insert.setInt(5, r.reading().quality().ordinal());
              insert.setLong(6, r.receivedAt().toEpochMilli());
              insert.setInt(7, DatingCode.of(r.dating()).ordinal());
              insert.addBatch();
            }
            insert.executeBatch();
          }
        });
  }
}
