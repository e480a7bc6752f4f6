package jp.yagura.command.kernel.live;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import jp.yagura.command.kernel.access.SessionEnded;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects changes and hands them to all pages a few dozen times a second. One thread does all of
 * it, so the order of events is the same for everyone and nothing needs a lock. Within one beat of
 * the hub only the last state of an item is told: pages hold states, not histories.
 */
@Singleton
final class LiveHub {

  static final Duration TICK = Duration.ofMillis(25);
  private static final Duration BEAT = Duration.ofSeconds(5);
  private static final long RING_BYTES = 32L << 20;
  private static final Logger log = LoggerFactory.getLogger(LiveHub.class);

  /** Made anew at every start: a number of an earlier life means nothing now. */
  private final String node = UUID.randomUUID().toString().substring(0, 8);

  private final LiveFrames frames;
  private final Clock clock;
  private final LiveTopics topics;
  private final LinkedBlockingQueue<LiveChange> incoming = new LinkedBlockingQueue<>();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("live-hub").daemon().factory());
  private final LivePages pages = new LivePages();
  private final Map<Set<String>, List<LiveSubscriber>> awaitingPicture = new HashMap<>();
  private final LiveRing ring;
  private long newest;

  @Inject
  LiveHub(LiveFrames frames, Clock clock, LiveTopics topics, MeterRegistry meters) {
    this(frames, clock, topics, meters, RING_BYTES);
  }

  LiveHub(LiveFrames frames, Clock clock, LiveTopics topics, MeterRegistry meters, long ringBytes) {
    this.frames = frames;
    this.clock = clock;
    this.topics = topics;
    this.ring = new LiveRing(ringBytes);
    meters.gauge("yagura.live.pages", pages, LivePages::count);
    every(TICK, this::tellChanges);
    every(BEAT, this::beat);
  }

  private void every(Duration period, Runnable action) {
    long nanos = period.toNanos();
    var _ =
        thread.scheduleWithFixedDelay(
            () -> {
              try {
                action.run();
              } catch (RuntimeException e) {
                log.error("the live hub stumbled", e); // an uncaught one would end the schedule
              }
            },
            nanos,
            nanos,
            TimeUnit.NANOSECONDS);
  }

  void accept(LiveChange change) {
    if (!topics.has(change.topic())) {
      throw new IllegalArgumentException(
          "no feature has declared the live topic " + change.topic());
    }
    incoming.add(change);
  }

  /**
   * Opens a stream: what was missed since {@code lastSeen}, or everything, and then all changes.
   */
  Publisher<byte[]> subscribe(Optional<String> lastSeen, Set<String> permissions, String session) {
    Set<String> visible = topics.visibleWith(permissions);
    var subscriber = new LiveSubscriber(visible, session);
    thread.execute(
        () -> {
          pages.arrive(subscriber);
          welcome(subscriber, lastSeen);
        });
    return subscriber.stream();
  }

  /** Someone logged out or lost a role: their pages have to ask again. */
  @EventListener
  void closeStreams(SessionEnded ended) {
    thread.execute(() -> pages.end(ended.session()));
  }

  /** On the hub's thread: a page that only missed a little gets just that. */
  private void welcome(LiveSubscriber subscriber, Optional<String> lastSeen) {
    if (subscriber.isGone()) {
      return;
    }
    Optional<List<LiveRing.Event>> missed =
        lastSeen.flatMap(this::numberOf).flatMap(number -> ring.after(number, newest));
    if (missed.isPresent()) {
      join(subscriber, missed.get());
    } else {
      awaitPicture(subscriber);
    }
  }

  /** Pages that come while a picture is being read for others like them share it. */
  private void awaitPicture(LiveSubscriber subscriber) {
    List<LiveSubscriber> others = awaitingPicture.get(subscriber.topics());
    if (others == null) {
      awaitingPicture.put(subscriber.topics(), new ArrayList<>(List.of(subscriber)));
      long from = newest;
      Thread.ofVirtual().name("live-snapshot").start(() -> readPicture(subscriber.topics(), from));
    } else {
      others.add(subscriber);
    }
  }

  /** Off the hub's thread: reading for some pages must not hold up the others. */
  private void readPicture(Set<String> audience, long from) {
    try {
      var picture = new ArrayList<byte[]>();
      for (LiveTopic topic : topics.all()) {
        if (audience.contains(topic.name())) {
          picture.add(frames.snapshot(id(from), topic.name(), topic.snapshot()));
        }
      }
      thread.execute(() -> give(audience, picture, from));
    } catch (RuntimeException e) {
      log.warn("pages could not be given their first picture and will ask again", e);
      thread.execute(() -> takeAwaiting(audience).forEach(LiveSubscriber::close));
    }
  }

  private List<LiveSubscriber> takeAwaiting(Set<String> audience) {
    List<LiveSubscriber> pages = awaitingPicture.remove(audience);
    return pages == null ? List.of() : pages;
  }

  /**
   * The picture was read after event {@code from}, so whatever it lacks is among the events behind
   * it; what is told twice does no harm.
   */
  private void give(Set<String> audience, List<byte[]> picture, long from) {
    Optional<List<LiveRing.Event>> since = ring.after(from, newest);
    for (LiveSubscriber subscriber : takeAwaiting(audience)) {
      if (since.isPresent()) {
        subscriber.offer(frames.reset());
        picture.forEach(subscriber::offer);
        join(subscriber, since.get());
      } else {
        welcome(subscriber, Optional.empty()); // so much has happened that it starts again
      }
    }
  }

  private void join(LiveSubscriber subscriber, List<LiveRing.Event> missed) {
    byte[] frame = joined(missed, subscriber.topics());
    if (frame.length > 0) {
      subscriber.offer(frame);
    }
    subscriber.offer(frames.beat(clock.instant()));
    pages.settle(subscriber);
  }

  private Optional<Long> numberOf(String id) {
    if (!id.startsWith(node + "-")) {
      return Optional.empty();
    }
    try {
      return Optional.of(Long.parseLong(id.substring(node.length() + 1)));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private String id(long number) {
    return node + "-" + number;
  }

  private void tellChanges() {
    var changes = new ArrayList<LiveChange>();
    incoming.drainTo(changes);
    if (changes.isEmpty()) {
      return;
    }
    try {
      List<LiveRing.Event> events = numbered(Coalesced.of(changes));
      pages.tell(topics -> joined(events, topics));
    } catch (RuntimeException e) {
      log.error("changes could not be told, so every page begins afresh", e);
      forgetThePast();
    }
  }

  private List<LiveRing.Event> numbered(List<LiveChange> changes) {
    var events = new ArrayList<LiveRing.Event>();
    for (LiveChange change : changes) {
      long number = ++newest;
      var event = new LiveRing.Event(number, change.topic(), frames.change(id(number), change));
      ring.add(event);
      events.add(event);
    }
    return events;
  }

  private static byte[] joined(List<LiveRing.Event> events, Set<String> topics) {
    var bytes = new ByteArrayOutputStream();
    for (LiveRing.Event event : events) {
      if (topics.contains(event.topic())) {
        bytes.writeBytes(event.frame());
      }
    }
    return bytes.toByteArray();
  }

  /**
   * Changes were missed, nobody knows which: every page is let go and starts with a fresh snapshot.
   */
  void forgetThePast() {
    thread.execute(
        () -> {
          newest++; // the gap: no page's last number can be resumed from
          ring.clear();
          pages.closeAll();
        });
  }

  private void beat() {
    byte[] frame = frames.beat(clock.instant());
    pages.tell(_ -> frame);
  }

  @PreDestroy
  void close() {
    thread.execute(pages::closeAll);
    thread.shutdown();
  }
}
