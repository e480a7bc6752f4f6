package jp.yagura.command.telemetry.ingest;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import jp.yagura.command.telemetry.broker.UplinkSource;
import jp.yagura.command.telemetry.ingest.StoreGroup.WantedPicture;
import jp.yagura.shared.wire.DownMessage.DurableAck;
import jp.yagura.shared.wire.Kind;
import jp.yagura.shared.wire.SeqRanges;
import jp.yagura.shared.wire.Topic;
import jp.yagura.shared.wire.Wire;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the towers what is durable. A tower that sends much hears of it a few times a second, not
 * with every message: an ack tells the whole state of a stream, so the last one says it all.
 */
final class AckDesk {

  static final Duration EVERY = Duration.ofMillis(200);

  private static final Logger log = LoggerFactory.getLogger(AckDesk.class);

  private record Recipient(UplinkSource source, StreamKey stream) {}

  private final Map<Recipient, SeqRanges> due = new LinkedHashMap<>();

  AckDesk(ScheduledExecutorService timer) {
    var _ =
        timer.scheduleWithFixedDelay(
            this::send, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  void note(UplinkSource source, Map<StreamKey, SeqRanges> stored) {
    synchronized (due) {
      stored.forEach((stream, ranges) -> due.put(new Recipient(source, stream), ranges));
    }
  }

  /** At once: a tower waits with its picture. */
  void answer(UplinkSource source, List<WantedPicture> wanted) {
    for (WantedPicture picture : wanted) {
      try {
        source.publish(Topic.of(picture.site(), Kind.SNAPSHOT_HAVE), Wire.encode(picture.have()));
      } catch (RuntimeException e) {
        log.error("{} could not be told which bytes are wanted", picture.site(), e);
      }
    }
  }

  private void send() {
    Map<Recipient, SeqRanges> now;
    synchronized (due) {
      now = new HashMap<>(due);
      due.clear();
    }
    now.forEach(this::send);
  }

  /** What goes wrong for one tower must not end the telling for all. */
  private void send(Recipient to, SeqRanges stored) {
    try {
      to.source().publish(topic(to), payload(to.stream(), stored));
    } catch (RuntimeException e) {
      log.error("{} could not be told what is durable", to.stream(), e);
    }
  }

  private static Topic topic(Recipient to) {
    return Topic.of(to.stream().site(), Kind.ACK);
  }

  private static byte[] payload(StreamKey stream, SeqRanges stored) {
    return Wire.encode(DurableAck.of(stream.epoch(), stream.stream(), stored));
  }
}
