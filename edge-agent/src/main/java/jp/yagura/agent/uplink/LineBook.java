package jp.yagura.agent.uplink;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongPredicate;
import jp.yagura.agent.road.Road;
import jp.yagura.agent.site.BearerConfig;
import jp.yagura.agent.site.BrokerConfig;
import jp.yagura.agent.watchdog.Pulse;
import jp.yagura.shared.wire.DownMessage.DurableAck;
import jp.yagura.shared.wire.SeqRange;
import jp.yagura.shared.wire.Stream;

/// Notes what happens on the lines: for whoever stands beside the box, and for the watchdog. It
/// decides nothing. May be used by several threads, and outlives the uplink that writes it.
public final class LineBook {

  /// @param connectedSince empty while this line is not in use
  /// @param trouble what happened to it last
  public record Line(
      BearerConfig bearer,
      BrokerConfig broker,
      Optional<Instant> connectedSince,
      Optional<Trouble> trouble) {}

  public record Trouble(Instant at, String why) {}

  /// One event on its way.
  ///
  /// @param takenAt when the broker answered for it
  /// @param durableAt when headquarters had it on its disk
  public record Followed(
      long seq, Instant recordedAt, Optional<Instant> takenAt, Optional<Instant> durableAt) {

    private Followed takenAt(Instant now) {
      return new Followed(seq, recordedAt, Optional.of(takenAt.orElse(now)), durableAt);
    }

    /// Nobody confirms what no broker had.
    private Followed durableAt(Instant now) {
      return new Followed(
          seq, recordedAt, Optional.of(takenAt.orElse(now)), Optional.of(durableAt.orElse(now)));
    }
  }

  /// @param durableAt when headquarters last confirmed anything
  public record View(List<Line> lines, Optional<Instant> durableAt, Optional<Followed> followed) {}

  private final List<BearerConfig> bearers;
  private final Pulse pulse;
  private final InstantSource clock;
  private final LongPredicate confirmed;
  private final Map<Road, Instant> connected = new HashMap<>();
  private final Map<Road, Trouble> troubles = new HashMap<>();
  private Optional<Instant> durableAt = Optional.empty();
  private Optional<Followed> followed = Optional.empty();
  private Optional<SeqRange> lastTaken = Optional.empty();

  /// @param confirmed whether the command center has this event on its disk
  public LineBook(
      List<BearerConfig> bearers, Pulse pulse, InstantSource clock, LongPredicate confirmed) {
    this.confirmed = confirmed;
    this.bearers = List.copyOf(bearers);
    this.pulse = pulse;
    this.clock = clock;
  }

  public synchronized View view() {
    List<Line> lines =
        bearers.stream()
            .flatMap(bearer -> bearer.brokers().stream().map(broker -> line(bearer, broker)))
            .toList();
    return new View(lines, durableAt, followed);
  }

  private Line line(BearerConfig bearer, BrokerConfig broker) {
    var road = new Road(bearer.name(), broker.name());
    return new Line(
        bearer,
        broker,
        Optional.ofNullable(connected.get(road)),
        Optional.ofNullable(troubles.get(road)));
  }

  /// From here on it is noted how far this event gets. It may have got there already: the uplink is
  /// quick.
  ///
  /// @param event its id
  public void follow(long event) {
    synchronized (this) {
      followed = Optional.of(new Followed(event, now(), Optional.empty(), Optional.empty()));
      lastTaken.ifPresent(range -> taken(Stream.EVENTS, range));
    }
    confirm();
  }

  /// The uplink is alive, and means to rest for so long.
  void rests(Duration atMost) {
    pulse.beat(atMost);
  }

  synchronized void connected(Road road) {
    connected.put(road, now());
  }

  synchronized void left(Road road) {
    connected.remove(road);
  }

  synchronized void broke(Road road, String why) {
    troubles.put(road, new Trouble(now(), why));
  }

  synchronized void taken(Stream stream, SeqRange range) {
    if (stream == Stream.EVENTS) {
      lastTaken = Optional.of(range);
      followed = followed.map(event -> holds(range, event.seq()) ? event.takenAt(now()) : event);
    }
  }

  void durable(DurableAck ack) {
    synchronized (this) {
      durableAt = Optional.of(now());
    }
    if (ack.stream() == Stream.EVENTS) {
      confirm();
    }
  }

  // Asked outside of the lock: the disk may hang, and whoever looks here must not hang with it.
  private void confirm() {
    Optional<Followed> asked = followedNow();
    if (asked.filter(event -> confirmed.test(event.seq())).isPresent()) {
      synchronized (this) {
        followed =
            followed.map(
                event -> event.seq() == asked.get().seq() ? event.durableAt(now()) : event);
      }
    }
  }

  private synchronized Optional<Followed> followedNow() {
    return followed;
  }

  private static boolean holds(SeqRange range, long seq) {
    return range.first() <= seq && seq <= range.last();
  }

  private Instant now() {
    return clock.instant();
  }
}
