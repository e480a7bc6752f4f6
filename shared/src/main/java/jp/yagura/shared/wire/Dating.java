package jp.yagura.shared.wire;

import java.time.Duration;

/// How far the time of what was observed can be trusted (時刻の確かさ). A box without a battery for its
/// clock does not know the time after a cold start until somebody tells it.
public sealed interface Dating {
  Dating SURE = new Sure();
  Dating UNCERTAIN = new Uncertain();

  /// Told by a clock that was right.
  record Sure() implements Dating {}

  /// The clock was wrong, and the time was put right when the true one became known.
  ///
  /// @param by what was added; negative where the clock had run ahead
  record Corrected(Duration by) implements Dating {
    public Corrected {
      by = Duration.ofMillis(by.toMillis());
    }
  }

  /// The clock of that start never learned the time. The order is right, the time may be far off.
  record Uncertain() implements Dating {}

  /// The time is not to be believed, but how long ago it was. Only events are dated so: they do not
  /// wait until the clock has been told the time.
  ///
  /// @param age between the event and its sending
  record Aged(Duration age) implements Dating {
    public Aged {
      age = Duration.ofMillis(Check.notNegative("age", age.toMillis()));
    }
  }
}
