package jp.yagura.agent.uplink;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import jp.yagura.agent.clock.Timekeeper;
import jp.yagura.agent.identity.IdentityHolder;
import jp.yagura.agent.meter.Budget;
import jp.yagura.agent.meter.Ledger;
import jp.yagura.agent.outbox.Entry;
import jp.yagura.agent.outbox.Outbox;
import jp.yagura.agent.outbox.OutboxException;
import jp.yagura.agent.road.Manners;
import jp.yagura.agent.road.Road;
import jp.yagura.agent.road.RoadChoice;
import jp.yagura.agent.road.Step;
import jp.yagura.agent.site.BearerConfig;
import jp.yagura.agent.site.CadenceConfig;
import jp.yagura.agent.site.SiteConfig;
import jp.yagura.agent.summary.Summaries;
import jp.yagura.shared.wire.BearerReport;
import jp.yagura.shared.wire.DownMessage.DurableAck;
import jp.yagura.shared.wire.Reading;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/// Keeps a way to the command center open for as long as the agent runs: does what [RoadChoice]
/// decides and tells it what comes of that. One thread runs all connections, so none of this needs
/// a lock; what waits (dialling, leaving) is done elsewhere and told by signals.
public final class Uplink implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Uplink.class);

  private static final Duration LONGEST_STOP = Duration.ofSeconds(6);
  private static final Duration TO_SEND_THE_REST = Duration.ofSeconds(2);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
  private static final Duration LONGEST_SLEEP = Duration.ofSeconds(30);

  private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
  private final Common common;
  private final Ledger ledger;
  private final Lines lines;
  private final RoadChoice choice;
  private final BearerWatch bearers;
  private final Map<Road, Session> sessions = new LinkedHashMap<>();
  private final Map<String, Optional<Duration>> rtts = new HashMap<>();
  private final Map<Road, String> complaints = new HashMap<>();
  private final Burst notesTroubles = new Burst();
  private final Thread thread;
  private Optional<Custody> lastLead = Optional.empty();
  private Instant lastDialled = Instant.EPOCH;
  private Instant nextLook = Instant.MIN;
  private volatile boolean stopping;

  /// @param cadence as it is now: less while the box saves power
  /// @param notes what the outbox remembers from before the restart
  /// @param steady only ever runs forward, whatever happens to the time of day
  public Uplink(
      SiteConfig site,
      Supplier<CadenceConfig> cadence,
      Outbox outbox,
      Map<String, String> notes,
      Presence presence,
      Caretaker care,
      IdentityHolder identity,
      Timekeeper time,
      InstantSource steady,
      RandomGenerator dice,
      LineBook book) {
    List<BearerConfig> configs = site.uplink().bearers();
    Map<String, Budget> budgets = new LinkedHashMap<>();
    configs.forEach(b -> budgets.put(b.name(), new Budget(b.dailyBudget(), b.monthlyBudget())));
    this.ledger = new Ledger(budgets, notes, time, steady);
    this.lines = new Lines(configs, ledger, identity);
    var manners = Manners.retrying(site.custody().firstRetry(), site.custody().longestRetry());
    this.choice = new RoadChoice(lines.profiles(), site.uplink().roads(), manners, dice);
    this.bearers = new BearerWatch(configs, ledger, choice);
    this.common =
        new Common(
            site,
            outbox,
            presence,
            cadence,
            care,
            new Introducer(time, steady),
            book,
            new Summaries(site.uplink().summaries()),
            ledger,
            new BearerNews(this::reports),
            time,
            steady,
            signals::add);
    this.thread = Thread.ofPlatform().name("uplink").unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  /// Something in the outbox is urgent: it goes now and not at the next sending interval.
  public void wake() {
    signals.add(new Signal.Wake());
  }

  /// For the summaries that a thin bearer carries. May be called by any thread.
  public void measured(List<Reading> readings) {
    if (common.summaries().measured(readings)) {
      wake();
    }
  }

  /// Sends what can be sent in a moment, takes leave of the broker and ends.
  @Override
  public void close() throws InterruptedException {
    stopping = true;
    wake();
    if (!thread.join(LONGEST_STOP)) {
      thread.interrupt();
      thread.join(LONGEST_STOP);
    }
  }

  /// Gives it up where it hangs, without a word to the broker: another one takes its place.
  public void abandon() {
    stopping = true;
    thread.interrupt();
  }

  private void run() {
    try {
      while (!stopping) {
        Instant next = turn();
        hear(Duration.between(now(), next));
      }
      stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    note(ledger.notes());
  }

  /// Everything that is due, once.
  ///
  /// @return when something is due again at the latest
  private Instant turn() {
    Instant now = now();
    Instant next = now.plus(LONGEST_SLEEP);
    if (!now.isBefore(nextLook)) {
      bearers.look(now);
      note(ledger.dueNotes());
      nextLook = now.plus(bearers.hasWork() ? BETWEEN_LOOKS : LONGEST_SLEEP);
    }
    for (Session session : List.copyOf(sessions.values())) {
      next = earlier(next, step(session));
      listen(session);
    }
    List<Step> steps = choice.steps(now);
    steps.forEach(this::perform);
    if (!steps.isEmpty()) {
      return now; // who has just been given something to do does it now
    }
    return earlier(nextLook, earlier(next, choice.next(now)));
  }

  private Instant step(Session session) {
    try {
      return session.step();
    } catch (LinkException e) {
      ended(session, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      // A bug in one session must not be the end of all of them.
      log.error("session failed road=\"{}\"", session.line().road(), e);
      ended(session, e.toString());
    }
    return Instant.MAX;
  }

  private void listen(Session session) {
    if (sessions.get(session.line().road()) != session || !session.isConnected()) {
      return;
    }
    if (session.pulse().hasStumbled()) {
      choice.stumbled(session.line().road(), now());
    }
    boolean silent = session.pulse().isSilent(now());
    if (choice.silent(session.line().road(), silent)) {
      log.info(
          silent ? "{} silent for {} s, looking for another" : "{} answers again after all",
          session.line().road(),
          session.pulse().waitedFor(now()).toSeconds());
    }
    session
        .pulse()
        .rtt()
        .ifPresent(rtt -> rtts.put(session.line().bearer().name(), Optional.of(rtt)));
  }

  private void perform(Step step) {
    Road road = step.road();
    switch (step) {
      case Step.Try _ -> lines.at(road).ifPresent(this::dial);
      case Step.Lead _ -> session(road).ifPresent(this::lead);
      case Step.Accompany _ -> session(road).ifPresent(Session::accompany);
      case Step.Leave(_, var politely) ->
          Optional.ofNullable(sessions.remove(road))
              .ifPresent(
                  session -> {
                    var _ = session.end(politely);
                  });
    }
  }

  private void dial(Line line) {
    // Never the same twice, also when the time of day stands still or jumps back.
    Instant time = common.time().instant();
    lastDialled = time.isAfter(lastDialled) ? time : lastDialled.plusMillis(1);
    Session session = new Session(line, common, lastDialled);
    sessions.put(line.road(), session);
    session.dial();
  }

  private void lead(Session session) {
    try {
      session.lead(lastLead);
      lastLead = Optional.of(session.custody());
      complaints.remove(session.line().road());
    } catch (LinkException e) {
      ended(session, String.valueOf(e.getMessage()));
    }
  }

  private void hear(Duration atMost) throws InterruptedException {
    common.book().rests(atMost.compareTo(LONGEST_SLEEP) < 0 ? atMost : LONGEST_SLEEP);
    Signal signal = signals.poll(Math.max(0, atMost.toMillis()), TimeUnit.MILLISECONDS);
    while (signal != null) {
      switch (signal) {
        case Signal.Wake() -> {}
        case Signal.OfSession ofSession -> hear(ofSession);
      }
      signal = signals.poll();
    }
  }

  private void hear(Signal.OfSession signal) {
    Session session = signal.session();
    boolean current = sessions.get(session.line().road()) == session;
    switch (signal) {
      case Signal.Connected(_, MqttLink link) -> {
        if (current) {
          session.connected(link);
          choice.connected(session.line().road(), now());
        } else {
          session.comesTooLate(link);
        }
      }
      case Signal.Ended(_, String why) -> {
        if (current) {
          ended(session, why);
        }
      }
      case Signal.Said(_, DurableAck ack, _) -> sessions.values().forEach(each -> each.free(ack));
      case Signal.Taken _,
          Signal.Refused _,
          Signal.SummaryAnswered _,
          Signal.CareAnswered _,
          Signal.Answered _,
          Signal.Said _ -> {
        if (current) {
          hand(signal, session);
        }
      }
    }
  }

  private void hand(Signal.OfSession signal, Session session) {
    try {
      session.hear(signal);
    } catch (LinkException e) {
      ended(session, String.valueOf(e.getMessage()));
    }
  }

  private void ended(Session session, String why) {
    Road road = session.line().road();
    sessions.remove(road);
    if (!session.isConnected()) {
      session.line().failed();
    }
    var _ = session.end(false);
    choice.failed(road, now());
    common.book().broke(road, why);
    complain(road, why);
  }

  // A box may be cut off for days: a road's trouble is told when it begins and when it changes.
  private void complain(Road road, String why) {
    boolean news = !why.equals(complaints.put(road, why));
    log.atLevel(news ? Level.WARN : Level.DEBUG)
        .log("no line by {} why=\"{}\" clock={}", road, why, common.time().instant());
  }

  /// The one that leads sends what it still can and says that the tower goes.
  private void stop() throws InterruptedException {
    Instant end = now().plus(TO_SEND_THE_REST);
    Optional<Session> lead = choice.lead().flatMap(this::session);
    try {
      if (lead.isPresent()) {
        lead.get().sendTheRest();
        while (!lead.get().isEmpty() && now().isBefore(end) && isCurrent(lead.get())) {
          hear(Duration.between(now(), end));
          lead.get().sendTheRest();
        }
        lead.get().sayGoodbye();
      }
    } catch (LinkException e) {
      log.info("the line broke while leaving why=\"{}\"", e.getMessage());
    }
    for (Session session : sessions.values()) {
      Optional<Thread> leaving = session.end(true);
      if (leaving.isPresent()) {
        boolean _ = leaving.get().join(TO_SEND_THE_REST);
      }
    }
    log.info("left the broker");
  }

  private boolean isCurrent(Session session) {
    return sessions.get(session.line().road()) == session;
  }

  private Optional<Session> session(Road road) {
    return Optional.ofNullable(sessions.get(road)).filter(Session::isConnected);
  }

  private List<BearerReport> reports() {
    return bearers.reports(now(), rtts);
  }

  private void note(Map<String, String> notes) {
    if (notes.isEmpty()) {
      return;
    }
    try {
      var _ = common.outbox().append(new Entry(List.of(), List.of(), notes));
    } catch (OutboxException e) {
      notesTroubles.count(n -> log.warn("costs not noted times={} why=\"{}\"", n, e.getMessage()));
    }
  }

  private Instant now() {
    return common.steady().instant();
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
