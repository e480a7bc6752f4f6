package jp.yagura.command.telemetry.ingest;

import java.util.Comparator;
import jp.yagura.shared.id.SiteAddress;
import jp.yagura.shared.wire.Stream;

/** Whose sequence numbers: one outbox of one site, and which of its streams. */
record StreamKey(SiteAddress site, long epoch, Stream stream) implements Comparable<StreamKey> {

  private static final Comparator<StreamKey> ORDER =
      Comparator.comparing(StreamKey::site)
          .thenComparingLong(StreamKey::epoch)
          .thenComparing(StreamKey::stream);

  @Override
  public int compareTo(StreamKey other) {
    return ORDER.compare(this, other);
  }
}
