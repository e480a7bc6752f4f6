package jp.yagura.command.telemetry.watch;

import io.micronaut.serde.annotation.Serdeable;
import jp.yagura.shared.wire.Dating;

/** How far the time of a reading can be trusted, as it is stored (by its place) and told. */
@Serdeable
public enum DatingCode {
  /** Told by a clock that was right. */
  SURE,
  /** The clock was wrong; the time was put right when the true one became known. */
  CORRECTED,
  /** The clock never learned the time. */
  UNCERTAIN;

  private static final DatingCode[] ALL = values();

  static DatingCode of(Dating dating) {
    return switch (dating) {
      case Dating.Sure(), Dating.Aged _ -> SURE;
      case Dating.Corrected _ -> CORRECTED;
      case Dating.Uncertain() -> UNCERTAIN;
    };
  }

  static DatingCode at(int place) {
    return ALL[place];
  }
}
