package jp.yagura.simulators.bench.wire;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import jp.yagura.shared.wire.Reading;
import jp.yagura.simulators.scenario.Conditions;

/// How a tower puts what it has to say.
interface Dialect {
  /// Whether it spells out a topic only once a connection.
  boolean usesAliases();

  /// What it says first on a new connection.
  void introduce(SecureDevice device) throws IOException;

  void status(SecureDevice device, Instant at, Conditions conditions) throws IOException;

  /// Tells readings, and how the tower is at that moment. Ends when the broker has taken all of it.
  void readings(SecureDevice device, List<Reading> readings, Instant at, Conditions conditions)
      throws IOException;

  /// Ends when what was said last is known to be durable, where this is asked and told.
  void awaitDurable(SecureDevice device) throws IOException;
}
