package jp.yagura.command.telemetry.watch;

import static jp.yagura.command.tables.Tables.DEVICE_EVENT;

import java.util.List;
import jp.yagura.command.telemetry.watch.DeviceEvent.Alarmed;
import jp.yagura.command.telemetry.watch.DeviceEvent.LetGo;
import jp.yagura.command.telemetry.watch.DeviceEvent.PowerChanged;
import org.jooq.DSLContext;

/** Alarms and changes of power, as they were said. */
final class DeviceEventTable {

  private DeviceEventTable() {}

  static void insert(DSLContext sql, List<DeviceEvent> events) {
    for (DeviceEvent event : events) {
      var insert =
          sql.insertInto(DEVICE_EVENT)
              .set(DEVICE_EVENT.SITE_ID, event.site().id())
              .set(DEVICE_EVENT.RECEIVED_AT, event.receivedAt());
      var filled =
          switch (event) {
            case Alarmed(_, var alarm, _, _) ->
                insert
                    .set(DEVICE_EVENT.EPOCH, alarm.epoch())
                    .set(DEVICE_EVENT.SEQ, alarm.seq())
                    .set(DEVICE_EVENT.KIND, "ALARM_" + alarm.kind())
                    .set(DEVICE_EVENT.OBSERVED_AT, alarm.at())
                    .set(DEVICE_EVENT.WORDS, alarm.raised() ? "raised" : "cleared");
            case LetGo(_, var dropped, _, _) ->
                insert
                    .set(DEVICE_EVENT.EPOCH, dropped.epoch())
                    .set(DEVICE_EVENT.SEQ, dropped.seq())
                    .set(DEVICE_EVENT.KIND, "DROPPED_" + dropped.stream())
                    .set(DEVICE_EVENT.OBSERVED_AT, dropped.at())
                    .set(
                        DEVICE_EVENT.WORDS,
                        "%d of %d-%d, observed %s to %s"
                            .formatted(
                                dropped.count(),
                                dropped.range().first(),
                                dropped.range().last(),
                                dropped.from(),
                                dropped.to()));
            case PowerChanged(_, var change, _, _) ->
                insert
                    .set(DEVICE_EVENT.EPOCH, change.epoch())
                    .set(DEVICE_EVENT.SEQ, change.seq())
                    .set(DEVICE_EVENT.KIND, "POWER")
                    .set(DEVICE_EVENT.OBSERVED_AT, change.at())
                    .set(DEVICE_EVENT.WORDS, change.state().name());
          };
      filled.onConflictDoNothing().execute();
    }
  }
}
