package jp.yagura.agent.meter;

import java.util.concurrent.atomic.LongAdder;

/// Counts what goes over one bearer. Told by its sockets, from any thread.
public final class Meter {
  private final LongAdder bytes = new LongAdder();

  /// A connection is being opened; what its end costs is counted with it.
  public void connecting() {
    bytes.add(PacketCost.CONNECTION);
  }

  /// So much was written in one go.
  public void sent(int count) {
    bytes.add(PacketCost.sent(count));
  }

  /// So much had arrived when it was looked for.
  public void received(int count) {
    bytes.add(PacketCost.received(count));
  }

  /// Since the last time it was asked.
  public long take() {
    return bytes.sumThenReset();
  }
}
