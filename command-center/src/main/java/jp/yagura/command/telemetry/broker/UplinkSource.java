package jp.yagura.command.telemetry.broker;

import java.util.function.Consumer;
import jp.yagura.shared.wire.Topic;

/**
 * A broker as the ingest sees it. Messages of one device arrive in the order in which it sent them;
 * any message may arrive again, because nothing is forgotten before it was acknowledged.
 */
public interface UplinkSource extends AutoCloseable {

  /** For logs, metrics and the console: {@code embedded}, or the address of the broker. */
  String name();

  /** Whether messages can arrive at this moment. */
  boolean connected();

  /**
   * Begins to deliver, from several threads at once, one at a time for each device. The ingest
   * takes a message over quickly and acknowledges it later; how many may be unacknowledged is
   * bounded here, so a queue of the ingest needs no bound of its own.
   */
  void start(Consumer<UplinkMessage> ingest);

  /**
   * Sends down to a device without waiting. Durable acks go out at most once: they are repeated.
   */
  void publish(Topic topic, byte[] payload);

  /** Stops delivering. What is not acknowledged will come again after the next start. */
  @Override
  void close();
}
