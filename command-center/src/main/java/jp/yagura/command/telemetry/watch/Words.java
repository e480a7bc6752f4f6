package jp.yagura.command.telemetry.watch;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import jp.yagura.command.kernel.journal.JournalDraft;
import jp.yagura.command.site.Site;
import jp.yagura.command.telemetry.watch.CorrectionTable.Correction;
import jp.yagura.shared.power.PowerState;
import jp.yagura.shared.water.WaterStage;
import jp.yagura.shared.wire.AlarmKind;
import jp.yagura.shared.wire.Dating;
import jp.yagura.shared.wire.Stream;
import jp.yagura.shared.wire.UpMessage.Dropped;

/** The sentences that telemetry writes into the journal. */
final class Words {

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("M/d HH:mm", Locale.ROOT).withZone(ZoneId.of("Asia/Tokyo"));

  private Words() {}

  static JournalDraft.Words stage(StageChange change) {
    WaterStage to = change.to();
    double metres = change.level().millimetres() / 1000.0;
    boolean rise = change.isRise();
    String lateJa = change.late() ? "（遅着）" : "";
    String lateEn = change.late() ? " (came late)" : "";
    if (to == WaterStage.NONE) {
      return new JournalDraft.Words(
          format("%s 水位下降 平常の水位 %.2f m%s", change.site().name(), metres, lateJa),
          format("%s: fell to normal, %.2f m%s", change.site().nameEn(), metres, lateEn));
    }
    return new JournalDraft.Words(
        format(
            "%s %s 段階%d %s %.2f m%s",
            change.site().name(),
            rise ? "水位上昇" : "水位下降",
            to.number(),
            to.japanese(),
            metres,
            lateJa),
        format(
            "%s: %s to stage %d, %s, %.2f m%s",
            change.site().nameEn(),
            rise ? "rose" : "fell",
            to.number(),
            to.english(),
            metres,
            lateEn));
  }

  static JournalDraft.Words alarm(Site site, AlarmKind kind, boolean raised) {
    String ja =
        switch (kind) {
          case OVERFLOW -> raised ? "越水を検知 段階5 氾濫発生" : "越水の検知が解除";
          case POWER_FAILURE -> raised ? "停電" : "復電";
          case SENSOR_FAULT -> raised ? "センサー異常" : "センサー異常が解消";
          case OUTBOX_TROUBLE -> raised ? "送信待ちの保存に異常" : "送信待ちの保存が回復";
          case TEST -> raised ? "試験警報" : "試験警報の終了";
        };
    String en =
        switch (kind) {
          case OVERFLOW -> raised ? "overflow detected, stage 5" : "overflow no longer detected";
          case POWER_FAILURE -> raised ? "power failure" : "power is back";
          case SENSOR_FAULT -> raised ? "sensor fault" : "sensor fault is over";
          case OUTBOX_TROUBLE -> raised ? "trouble storing what waits" : "storing works again";
          case TEST -> raised ? "test alarm" : "end of test alarm";
        };
    return new JournalDraft.Words(site.name() + " " + ja, site.nameEn() + ": " + en);
  }

  static JournalDraft.Words power(Site site, PowerState state) {
    return new JournalDraft.Words(
        site.name() + " 電源: " + state.japanese(), site.nameEn() + ": power " + state.english());
  }

  static JournalDraft.Words dropped(Site site, Dropped dropped) {
    String from = MINUTE.format(dropped.from());
    String to = MINUTE.format(dropped.to());
    if (dropped.stream() == Stream.SNAPSHOTS) {
      return new JournalDraft.Words(
          format("%s 送信待ちがいっぱいになり、写真%,d枚（%s～%s）を失った", site.name(), dropped.count(), from, to),
          format(
              "%s: outbox full, %,d pictures lost (%s to %s)",
              site.nameEn(), dropped.count(), from, to));
    }
    return new JournalDraft.Words(
        format("%s 送信待ちがいっぱいになり、古い観測値%,d件（%s～%s）を失った", site.name(), dropped.count(), from, to),
        format(
            "%s: outbox full, %,d old readings lost (%s to %s)",
            site.nameEn(), dropped.count(), from, to));
  }

  static JournalDraft.Words dated(JournalDraft.Words words, boolean clockWrong, Dating dating) {
    if (clockWrong) {
      return with(words, "（子局の時計が正しくないため受信した時刻）", " (time of receipt: the tower's clock is wrong)");
    }
    return switch (dating) {
      case Dating.Sure(), Dating.Aged _ -> words;
      case Dating.Corrected _ -> with(words, "（時刻を直した）", " (time put right)");
      case Dating.Uncertain() -> with(words, "（時刻は不確か）", " (time uncertain)");
    };
  }

  private static JournalDraft.Words with(JournalDraft.Words words, String ja, String en) {
    return new JournalDraft.Words(words.ja() + ja, words.en() + en);
  }

  static JournalDraft.Words corrected(Site site, Correction correction) {
    String from = MINUTE.format(correction.from());
    String to = MINUTE.format(correction.to());
    boolean slow = correction.shift().isPositive();
    Span by = Span.of(correction.shift());
    return new JournalDraft.Words(
        format(
            "%s 時計が%s%sため、%s～%sの%,d件の時刻を直した",
            site.name(), by.japanese(), slow ? "遅れていた" : "進んでいた", from, to, correction.n()),
        format(
            "%s: clock was %s %s, times of %,d readings put right (%s to %s)",
            site.nameEn(), by.english(), slow ? "slow" : "fast", correction.n(), from, to));
  }

  static JournalDraft.Words silent(Site site) {
    return new JournalDraft.Words(
        site.name() + " 途絶（通信なし）", site.nameEn() + ": silent, no contact");
  }

  static JournalDraft.Words back(Site site) {
    return new JournalDraft.Words(site.name() + " 通信が回復", site.nameEn() + ": heard of again");
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
