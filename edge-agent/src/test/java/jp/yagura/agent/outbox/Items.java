package jp.yagura.agent.outbox;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import jp.yagura.agent.outbox.Occurrence.AlarmChanged;
import jp.yagura.shared.id.SensorId;
import jp.yagura.shared.wire.AlarmKind;
import jp.yagura.shared.wire.Decoded.Accepted;
import jp.yagura.shared.wire.Decoded.Refused;
import jp.yagura.shared.wire.DownMessage.DurableAck;
import jp.yagura.shared.wire.Reading;
import jp.yagura.shared.wire.SeqRange;
import jp.yagura.shared.wire.Stream;
import jp.yagura.shared.wire.UpMessage;
import jp.yagura.shared.wire.UpMessage.ReadingsBatch;
import jp.yagura.shared.wire.Wire;

/// A small language for what goes into an outbox and what comes out.
public final class Items {
  public static final Instant START = Instant.parse("2026-11-21T00:00:00Z");
  public static final SensorId LEVEL = new SensorId("wl");

  private Items() {}

  /// The reading whose value is `n`, taken at the n-th second.
  public static Reading reading(long n) {
    return Reading.normal(LEVEL, START.plusSeconds(n), n);
  }

  public static Entry readings(long first, long last) {
    return Entry.of(
        LongStream.rangeClosed(first, last).mapToObj(Items::reading).toList(), List.of());
  }

  public static Entry alarm(boolean raised) {
    return Entry.of(
        List.of(), List.of(new AlarmChanged(AlarmKind.TEST, raised, START, Optional.empty(), 0)));
  }

  public static DurableAck durable(
      Outbox outbox, Stream stream, long upTo, SeqRange... alsoStored) {
    return new DurableAck(outbox.epoch(), stream, upTo, List.of(alsoStored));
  }

  public static UpMessage opened(Letter letter) {
    return switch (Wire.decodeUp(letter.kind(), letter.payload())) {
      case Accepted(UpMessage message) -> message;
      case Refused<UpMessage> refused ->
          throw new AssertionError("the outbox made a letter that nobody can read: " + refused);
    };
  }

  public static List<Reading> readingsIn(Letter letter) {
    return ((ReadingsBatch) opened(letter)).readings();
  }
}
