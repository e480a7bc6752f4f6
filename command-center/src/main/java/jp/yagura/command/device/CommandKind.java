package jp.yagura.command.device;

import java.time.Duration;
import java.util.Locale;

/** What the console can ask of a box; and the one thing that only we ourselves do. */
enum CommandKind {
  STATUS("状態の送信", "Send its status"),
  IDENTIFY("装置の呼び出し", "Identify"),
  RESTART("再起動", "Restart"),
  LOG("記録の取り寄せ", "Fetch its log"),
  READINGS("測定値の取り寄せ", "Fetch readings"),
  CERTIFICATE("証明書の更新", "Renew its certificate");

  private final String ja;
  private final String en;

  CommandKind(String ja, String en) {
    this.ja = ja;
    this.en = en;
  }

  String ja() {
    return ja;
  }

  String en() {
    return en;
  }

  String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** A log waits behind everything else, on a thin line for long. */
  Duration life() {
    return switch (this) {
      case STATUS, IDENTIFY, RESTART -> Duration.ofMinutes(10);
      case LOG, READINGS -> Duration.ofHours(2);
      case CERTIFICATE -> Duration.ofDays(1);
    };
  }
}
