package jp.yagura.command.telemetry.broker;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Everything received and not yet durable, bounded in number and in bytes. Who finds it full waits
 * in line, and its device with it; so storage that stands still stops the senders and nothing is
 * thrown away. What was not acknowledged is delivered again to the next ingest.
 */
final class UplinkWindow {

  /** Before a message that could not be stored is delivered again. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final int maxMessages;
  private final long maxBytes;
  private final Clock clock;

  /** Never the thread that acknowledges, which may be in the middle of a commit. */
  private final ScheduledExecutorService later;

  private final Set<Held> held = new LinkedHashSet<>();
  private final Queue<Waiting> line = new ArrayDeque<>();
  private long bytes;
  private boolean admissionDue;
  private @Nullable Consumer<UplinkMessage> ingest;

  /**
   * While the held messages are delivered again: those that came meanwhile and must not overtake.
   */
  private @Nullable List<Held> arriving;

  /** Somebody in line with a message. */
  interface Waiting {
    String topic();

    byte[] payload();

    /** Whether it still waits; it may have given up. */
    boolean present();

    /** Its message has been taken. */
    void admitted();
  }

  UplinkWindow(int maxMessages, long maxBytes, Clock clock, ScheduledExecutorService later) {
    this.maxMessages = maxMessages;
    this.maxBytes = maxBytes;
    this.clock = clock;
    this.later = later;
  }

  /** Takes the message if there is room and nobody waits in front of it. */
  boolean offer(String topic, byte[] payload) {
    var message = new Held(topic, payload);
    Consumer<UplinkMessage> receiver;
    synchronized (this) {
      if (!line.isEmpty() || !hasRoomFor(payload)) {
        return false;
      }
      receiver = hold(message);
    }
    if (receiver != null) {
      receiver.accept(message);
    }
    return true;
  }

  synchronized void waitInLine(Waiting waiting) {
    dropThoseWhoGaveUp(); // else the line would grow for as long as the storage stands still
    line.add(waiting);
    admitSoon(); // room may have come since the offer
  }

  /** Delivers what is held, and then whatever comes, in the order of arrival. */
  void attach(Consumer<UplinkMessage> receiver) {
    synchronized (this) {
      if (ingest != null || arriving != null) {
        throw new IllegalStateException("this source has been started already");
      }
      arriving = new ArrayList<>(held);
    }
    while (true) {
      List<Held> batch;
      synchronized (this) {
        batch = arriving == null ? List.of() : arriving;
        if (batch.isEmpty()) {
          arriving = null;
          ingest = receiver;
          return;
        }
        arriving = new ArrayList<>();
      }
      batch.forEach(receiver);
    }
  }

  synchronized void detach() {
    ingest = null;
  }

  synchronized int messages() {
    return held.size();
  }

  synchronized long bytes() {
    return bytes;
  }

  private boolean hasRoomFor(byte[] payload) {
    return held.size() < maxMessages && bytes + payload.length <= maxBytes;
  }

  /** Returns who takes it now; with nobody there it is kept for the next ingest. */
  private @Nullable Consumer<UplinkMessage> hold(Held message) {
    held.add(message);
    bytes += message.payload.length;
    if (arriving != null) {
      arriving.add(message);
    }
    return ingest;
  }

  private void dropThoseWhoGaveUp() {
    for (Waiting first = line.peek(); first != null && !first.present(); first = line.peek()) {
      line.remove();
    }
  }

  private void admitSoon() {
    if (!line.isEmpty() && !admissionDue) {
      admissionDue = true;
      later.execute(this::admitFromLine);
    }
  }

  private void admitFromLine() {
    synchronized (this) {
      admissionDue = false;
    }
    while (true) {
      Waiting first;
      Held message;
      Consumer<UplinkMessage> receiver;
      synchronized (this) {
        dropThoseWhoGaveUp();
        first = line.peek();
        if (first == null || !hasRoomFor(first.payload())) {
          return;
        }
        line.remove();
        message = new Held(first.topic(), first.payload());
        receiver = hold(message);
      }
      if (receiver != null) {
        receiver.accept(message);
      }
      first.admitted();
    }
  }

  private synchronized void release(Held message) {
    if (held.remove(message)) {
      bytes -= message.payload.length;
      admitSoon();
    }
  }

  private void deliverAgain(Held message) {
    Consumer<UplinkMessage> receiver;
    synchronized (this) {
      receiver = held.contains(message) ? ingest : null;
    }
    if (receiver != null) {
      receiver.accept(message);
    }
  }

  private final class Held implements UplinkMessage {
    private final String topic;
    private final byte[] payload;
    private final Instant receivedAt = clock.instant();

    Held(String topic, byte[] payload) {
      this.topic = topic;
      this.payload = payload;
    }

    @Override
    public String topic() {
      return topic;
    }

    @Override
    public byte[] payload() {
      return payload;
    }

    @Override
    public boolean retained() {
      return false; // straight from the device
    }

    @Override
    public Instant receivedAt() {
      return receivedAt;
    }

    @Override
    public void acknowledge() {
      release(this);
    }

    @Override
    public void giveBack() {
      var unused =
          later.schedule(() -> deliverAgain(this), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }
  }
}
