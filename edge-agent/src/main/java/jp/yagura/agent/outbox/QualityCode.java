package jp.yagura.agent.outbox;

import jp.yagura.shared.wire.Quality;

/// The number a quality is stored as. Written out, so that reordering the enum cannot change what
/// is on the disk.
final class QualityCode {

  private QualityCode() {}

  static int of(Quality quality) {
    return switch (quality) {
      case NORMAL -> 0;
      case SUSPECT -> 1;
      case MISSING -> 2;
    };
  }

  /// An unknown number is a value not to be trusted, which is what SUSPECT says; dropping it would
  /// be worse.
  static Quality from(int code) {
    return switch (code) {
      case 0 -> Quality.NORMAL;
      case 2 -> Quality.MISSING;
      default -> Quality.SUSPECT;
    };
  }
}
