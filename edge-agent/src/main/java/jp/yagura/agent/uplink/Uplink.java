package jp.yagura.agent.uplink;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import jp.yagura.agent.clock.Timekeeper;
import jp.yagura.agent.identity.IdentityHolder;
import jp.yagura.agent.outbox.Outbox;
import jp.yagura.agent.site.BrokerConfig;
import jp.yagura.agent.site.CadenceConfig;
import jp.yagura.agent.site.SiteConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/// Keeps a session with a broker going for as long as the agent runs. Brokers are tried in the
/// order of the site file; when none answers, all rest for a while that doubles each time.
public final class Uplink implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Uplink.class);

  private static final Duration LONGEST_STOP = Duration.ofSeconds(6);

  private final SiteConfig site;
  private final Supplier<CadenceConfig> cadence;
  private final Presence presence;
  private final Timekeeper time;
  private final InstantSource steady;
  private final LineBook book;
  private final Custody custody;
  private final Caretaker care;
  private final IdentityHolder identity;
  private final Backoff backoff;
  private final Map<URI, String> complaints = new HashMap<>();
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread;
  private volatile Optional<Session> session = Optional.empty();

  /// @param cadence as it is now: less while the box saves power
  /// @param steady only ever runs forward, whatever happens to the time of day
  public Uplink(
      SiteConfig site,
      Supplier<CadenceConfig> cadence,
      Outbox outbox,
      Presence presence,
      Caretaker care,
      IdentityHolder identity,
      Timekeeper time,
      InstantSource steady,
      RandomGenerator dice,
      LineBook book) {
    this.site = site;
    this.cadence = cadence;
    this.presence = presence;
    this.time = time;
    this.steady = steady;
    this.book = book;
    this.custody = new Custody(outbox, steady, site.custody().resendAfter());
    this.care = care;
    this.identity = identity;
    this.backoff = new Backoff(site.custody().firstRetry(), site.custody().longestRetry(), dice);
    this.thread = Thread.ofPlatform().name("uplink").unstarted(this::keepConnected);
  }

  public void start() {
    thread.start();
  }

  /// Something in the outbox is urgent: it goes now and not at the next sending interval.
  public void wake() {
    session.ifPresent(Session::wake);
  }

  /// Sends what can be sent in a moment, takes leave of the broker and ends.
  @Override
  public void close() throws InterruptedException {
    stop.countDown();
    session.ifPresent(Session::stop);
    boolean ended = session.filter(Session::isConnected).isPresent() && thread.join(LONGEST_STOP);
    if (!ended) {
      thread.interrupt();
      thread.join(LONGEST_STOP);
    }
  }

  /// Gives it up where it hangs, without a word to the broker: another one takes its place.
  public void abandon() {
    stop.countDown();
    thread.interrupt();
  }

  private void keepConnected() {
    try {
      List<Broker> brokers = usable(site.brokers(), identity);
      while (!stopped()) {
        for (Broker broker : brokers) {
          if (!stopped() && connectTo(broker)) {
            // It worked until it broke: begin at the head of the list, where the best one stands.
            break;
          }
        }
        if (!stopped()) {
          rest();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Stays with this broker as long as it can.
  ///
  /// @return whether it was a connection worth the name
  private boolean connectTo(Broker broker) throws InterruptedException {
    Session current =
        new Session(site.address(), cadence, presence, custody, care, time, steady, book);
    session = Optional.of(current);
    try {
      // Whoever stopped us just before this session was there to be told is heard here.
      if (!stopped()) {
        current.run(broker, time.instant());
      }
    } catch (LinkException e) {
      complain(broker, String.valueOf(e.getMessage()));
      book.broke(broker.config(), String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      // A bug in one session must not be the end of all of them.
      log.error("session failed broker=\"{}\"", broker.config(), e);
    } finally {
      session = Optional.empty();
    }
    if (!current.isConnected()) {
      broker.failed();
    }
    if (current.isProven()) {
      backoff.succeeded();
      complaints.remove(broker.config().uri());
    }
    return current.isProven();
  }

  // A box may be cut off for days: a broker's trouble is told when it begins and when it changes.
  private void complain(Broker broker, String why) {
    boolean news = !why.equals(complaints.put(broker.config().uri(), why));
    log.atLevel(news ? Level.WARN : Level.DEBUG)
        .log("no line broker=\"{}\" why=\"{}\" clock={}", broker.config(), why, time.instant());
  }

  private void rest() throws InterruptedException {
    Duration pause = backoff.next();
    log.debug("resting for={}", pause);
    book.rests(pause);
    boolean _ = stop.await(pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  private boolean stopped() {
    return stop.getCount() == 0;
  }

  private static List<Broker> usable(List<BrokerConfig> configs, IdentityHolder identity) {
    List<Broker> usable = new ArrayList<>();
    for (BrokerConfig config : configs) {
      try {
        usable.add(Broker.of(config, identity));
      } catch (LinkException e) {
        log.error("broker unusable broker=\"{}\" why=\"{}\"", config, e.getMessage());
      }
    }
    return usable;
  }
}
