package jp.yagura.simulators.bench.ingest;

import java.io.IOException;
import java.time.Duration;

/// Takes part in the comparison: runs for a while whenever it is its turn, and keeps the results.
interface Contender extends AutoCloseable {
  void takeTurn(Duration time) throws IOException, InterruptedException;

  /// Forgets the turns so far: they only warmed it up.
  void forget();

  @Override
  void close() throws IOException;
}
