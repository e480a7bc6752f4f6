package jp.yagura.command.telemetry.watch;

import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import jp.yagura.command.kernel.db.Transaction;
import jp.yagura.command.kernel.journal.Journal;
import jp.yagura.command.kernel.journal.JournalDraft;
import jp.yagura.command.site.Site;
import jp.yagura.command.telemetry.watch.CorrectionTable.Correction;
import jp.yagura.shared.id.Uuid7;
import jp.yagura.shared.water.WaterStage;
import jp.yagura.shared.wire.AlarmKind;
import jp.yagura.shared.wire.UpMessage.Alarm;
import jp.yagura.shared.wire.UpMessage.Dropped;
import jp.yagura.shared.wire.UpMessage.PowerChange;

/** What telemetry writes into the journal. */
@Singleton
final class WatchJournal {

  private final Journal journal;
  private final ObjectMapper json;
  private final Uuid7 ids;

  WatchJournal(Journal journal, ObjectMapper json, Clock clock) {
    this.journal = journal;
    this.json = json;
    this.ids = new Uuid7(clock);
  }

  void stage(Transaction tx, StageChange change) {
    boolean important = change.isRise() && change.to().number() >= WaterStage.DANGER.number();
    write(
        tx,
        change.site(),
        ids.next(),
        "telemetry.stage-changed",
        change.at(),
        "system",
        important,
        Words.stage(change),
        Map.of(
            "stage", change.to().number(),
            "sensor", change.sensor().id().value(),
            "millimetres", change.level().millimetres(),
            "late", change.late()));
  }

  void alarm(Transaction tx, Site site, Alarm alarm, boolean clockWrong) {
    boolean overflow = alarm.kind() == AlarmKind.OVERFLOW;
    Map<String, Object> body =
        overflow && alarm.raised()
            ? Map.of("alarm", alarm.kind(), "raised", true, "stage", WaterStage.OVERFLOW.number())
            : Map.of("alarm", alarm.kind(), "raised", alarm.raised());
    write(
        tx,
        site,
        ids.next(),
        "telemetry.alarm",
        alarm.at(),
        "device:" + site.address(),
        alarm.raised() && alarm.kind() != AlarmKind.TEST,
        Words.dated(Words.alarm(site, alarm.kind(), alarm.raised()), clockWrong, alarm.dating()),
        body);
  }

  void power(Transaction tx, Site site, PowerChange change, boolean clockWrong) {
    write(
        tx,
        site,
        ids.next(),
        "telemetry.power-changed",
        change.at(),
        "device:" + site.address(),
        false,
        Words.dated(Words.power(site, change.state()), clockWrong, change.dating()),
        Map.of("power", change.state(), "millivolts", change.batteryMillivolts()));
  }

  void dropped(Transaction tx, Site site, Dropped dropped, boolean clockWrong) {
    write(
        tx,
        site,
        ids.next(),
        "telemetry.dropped",
        dropped.at(),
        "device:" + site.address(),
        true,
        Words.dated(Words.dropped(site, dropped), clockWrong, dropped.dating()),
        Map.of(
            "stream", dropped.stream(),
            "count", dropped.count(),
            "from", dropped.from(),
            "to", dropped.to()));
  }

  void corrected(Transaction tx, Site site, Correction correction, Instant now) {
    write(
        tx,
        site,
        ids.next(),
        "telemetry.clock-corrected",
        now,
        "device:" + site.address(),
        false,
        Words.corrected(site, correction),
        Map.of(
            "shiftMillis", correction.shift().toMillis(),
            "count", correction.n(),
            "from", correction.from(),
            "to", correction.to()));
  }

  void silent(Transaction tx, Site site, Instant lastHeardAt) {
    write(
        tx,
        site,
        ids.next(),
        "telemetry.silent",
        lastHeardAt,
        "system",
        true,
        Words.silent(site),
        Map.of("lastHeardAt", lastHeardAt));
  }

  void back(Transaction tx, Site site, Instant silentSince, Instant at) {
    write(
        tx,
        site,
        ids.next(),
        "telemetry.back",
        at,
        "system",
        false,
        Words.back(site),
        Map.of("silentSince", silentSince));
  }

  private void write(
      Transaction tx,
      Site site,
      UUID id,
      String kind,
      Instant at,
      String actor,
      boolean important,
      JournalDraft.Words words,
      Map<String, Object> body) {
    try {
      journal.append(
          tx,
          new JournalDraft(
              site.operation(),
              id,
              kind,
              at,
              actor,
              "sensor",
              "site/" + site.id(),
              important,
              words,
              json.writeValueAsString(body)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
