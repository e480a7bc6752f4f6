package jp.yagura.agent.uplink;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import jp.yagura.agent.outbox.Letter;
import jp.yagura.agent.outbox.OutboxException;
import jp.yagura.agent.outbox.Waiting;
import jp.yagura.shared.wire.CommandAction;
import jp.yagura.shared.wire.Decoded;
import jp.yagura.shared.wire.DownMessage;
import jp.yagura.shared.wire.Stream;
import jp.yagura.shared.wire.Topic;
import jp.yagura.shared.wire.Topics;
import jp.yagura.shared.wire.UpMessage;
import jp.yagura.shared.wire.UpMessage.Status;
import jp.yagura.shared.wire.UpMessage.Summary;
import jp.yagura.shared.wire.Wire;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The life of one connection, from the attempt to its end. The uplink's thread runs all of them;
/// Paho's threads only leave signals.
///
/// On trial it carries nothing but what proves that it works. In use it carries everything, alone
// or
/// beside the one that leads. Only the one that leads says that the tower is there, and only its
/// will says that it is gone.
final class Session implements MqttLink.Listener {
  private static final Logger log = LoggerFactory.getLogger(Session.class);
  private static final Duration BETWEEN_PROBES = Duration.ofSeconds(1);
  private static final Duration BETWEEN_PROBES_WHERE_IT_COSTS = Duration.ofSeconds(5);

  private final Line line;
  private final Common common;
  private final Instant connectedAt;
  private final Custody custody;
  private final Dialling dialling;
  private final Pulse pulse;
  private final Burst refused = new Burst();
  private final Burst outboxTroubles = new Burst();
  private final Burst refusals = new Burst();
  private Optional<MqttLink> link = Optional.empty();
  private Optional<Pacing> inUse = Optional.empty();
  private Instant nextProbe;
  private Optional<Summary> summaryUnderWay = Optional.empty();
  private Waiting waiting = new Waiting(0, Optional.empty());

  /// @param connectedAt different for each: by it the command center knows a will from another's
  Session(Line line, Common common, Instant connectedAt) {
    this.line = line;
    this.common = common;
    this.connectedAt = connectedAt;
    this.custody = common.newCustody();
    this.dialling = new Dialling(line, common, this);
    Instant now = common.steady().instant();
    this.pulse = new Pulse(line.bearer().rtt(), now);
    this.nextProbe = now;
  }

  Line line() {
    return line;
  }

  Pulse pulse() {
    return pulse;
  }

  Custody custody() {
    return custody;
  }

  /// Begins to connect. What comes of it is told by a signal.
  void dial() {
    UpMessage death = common.presence().death(connectedAt);
    dialling.start(new MqttLink.Will(topicOf(death).toString(), Wire.encode(death)));
  }

  void connected(MqttLink made) {
    link = Optional.of(made);
  }

  /// The line was made, and by then nobody wanted it.
  void comesTooLate(MqttLink made) {
    var _ = dialling.end(made, true);
  }

  boolean isConnected() {
    return link.isPresent();
  }

  /// From now on the data goes here, and the tower is reached by this road.
  ///
  /// @param before what the one that led until now was answerable for
  void lead(Optional<Custody> before) throws LinkException {
    before.ifPresent(custody::takeOver);
    tell(common.presence().birth(connectedAt, line.bearer().name()));
    common.news().forget();
    accompany();
    log.info("connected by {} broker=\"{}\"", line.bearer().name(), line.broker());
  }

  /// The same data goes here too.
  void accompany() {
    if (inUse.isEmpty()) {
      custody.lineIsUp(line.bearer().ackEvery());
      inUse = Optional.of(new Pacing(common.site().cadence(), line.bearer(), now()));
      if (line.bearer().thin()) {
        common.summaries().begin();
      }
    }
  }

  /// Does what is due.
  ///
  /// @return when something is due again at the latest
  Instant step() throws LinkException {
    if (link.isEmpty()) {
      return Instant.MAX;
    }
    Instant next = inUse.isPresent() ? carry(inUse.get()) : prove();
    return pulse.isSilent(now()) ? next : earlier(next, pulse.doubtedAt());
  }

  private Instant prove() throws LinkException {
    if (!now().isBefore(nextProbe)) {
      nextProbe =
          now().plus(line.bearer().isDear() ? BETWEEN_PROBES_WHERE_IT_COSTS : BETWEEN_PROBES);
      pulse.asked(now());
      link().probe(filter(), _ -> common.signals().accept(new Signal.Answered(this)));
    }
    return nextProbe;
  }

  private Instant carry(Pacing pacing) throws LinkException {
    Instant now = now();
    pacing.stand(common.ledger().stand(line.bearer().name()));
    if (pacing.releases(now)) {
      custody.release();
    } else if (!pacing.sendsReadings()) {
      custody.hold();
    }
    giveUpWaiting();
    Instant next = pacing.sendsSummaries() ? sumUp() : Instant.MAX;
    if (!pacing.statusIsDue(now)) {
      sendWhatMayGo(Optional.empty());
    } else if (sendWhatMayGo(Optional.of(status()))) {
      pacing.statusTold(now);
    } else {
      pacing.statusFoundNoPlace(now);
    }
    return earlier(next, earlier(pacing.next(), now.plusSeconds(30)));
  }

  private void giveUpWaiting() throws LinkException {
    int expired = custody.expire();
    if (expired > 0) {
      log.info("not confirmed in time, will be sent again letters={}", expired);
    }
    if (custody.brokerIsSilent()) {
      throw new LinkException("broker leaves letters unanswered");
    }
  }

  private Instant sumUp() throws LinkException {
    Instant wall = common.clock().instant();
    if (summaryUnderWay.isEmpty() && link().hasPlace()) {
      Optional<Summary> due = common.summaries().next(wall, this::isMissed);
      if (due.isPresent()) {
        Summary summary = due.get();
        common.summaries().telling(summary, wall);
        summaryUnderWay = due;
        publish(summary, taken -> new Signal.SummaryAnswered(this, summary, taken));
      }
    }
    Duration wait = Duration.between(wall, common.summaries().next(wall));
    return now().plus(wait.isNegative() ? Duration.ofSeconds(1) : wait.plusSeconds(1));
  }

  private boolean isMissed(Instant from, Instant to) {
    try {
      return common.outbox().observedWithin(from, to).isPresent();
    } catch (OutboxException e) {
      outboxFails(e);
      return true;
    }
  }

  /// Alarms first, then the status where one is due, then readings; a few of these take it along.
  ///
  /// @return whether the status found a place
  private boolean sendWhatMayGo(Optional<Status> due) throws LinkException {
    Optional<Status> status = due;
    try {
      while (link().hasPlace()) {
        Optional<Outgoing> next = custody.next(link().hasPlaceForBulk(), status);
        if (next.isEmpty()) {
          break;
        }
        Letter letter = next.get().letter();
        if (status.isPresent() && letter.stream() == Stream.READINGS) {
          if (!next.get().tellsStatus()) {
            tell(status.get());
          }
          status = Optional.empty();
        }
        send(letter);
      }
    } catch (OutboxException e) {
      outboxFails(e);
    }
    if (status.isPresent() && link().hasPlace()) {
      tell(status.get());
      status = Optional.empty();
    }
    return status.isEmpty();
  }

  private void send(Letter letter) throws LinkException {
    pulse.asked(now());
    link()
        .publish(
            Topic.of(common.site().address(), letter.kind()),
            letter.payload(),
            taken ->
                common
                    .signals()
                    .accept(
                        taken
                            ? new Signal.Taken(this, letter.stream(), letter.range())
                            : new Signal.Refused(this, letter.stream(), letter.range())));
    log.debug("sent stream={} range={}", letter.stream(), letter.range());
  }

  /// Takes in what happened on this connection.
  void hear(Signal.OfSession signal) throws LinkException {
    switch (signal) {
      case Signal.Taken(_, var stream, var range) -> {
        pulse.answered(now());
        custody.takenByBroker(stream, range);
      }
      case Signal.Refused(_, var stream, var range) -> {
        pulse.answered(now());
        refusals.count(n -> log.warn("broker refuses letters times={} range={}", n, range));
        custody.refusedByBroker(stream, range);
      }
      case Signal.SummaryAnswered(_, var summary, var taken) -> {
        pulse.answered(now());
        summaryUnderWay = Optional.empty();
        if (!taken) {
          common.summaries().notTold(summary);
        }
      }
      case Signal.Answered _ -> pulse.answered(now());
      case Signal.Said(_, DownMessage.Command command) -> {
        Optional<CommandAction> action = common.commands().accept(command);
        if (action.isPresent()) {
          obey(action.get());
        }
      }
      case Signal.Said(_, DownMessage.DurableAck ack) -> free(ack);
      case Signal.Connected _, Signal.Ended _ ->
          throw new IllegalStateException("not mine: " + signal);
    }
  }

  /// What is durable, whoever said so.
  void free(DownMessage.DurableAck ack) {
    try {
      long freed = custody.durable(ack);
      log.debug("durable stream={} upTo={} freed={}", ack.stream(), ack.upTo(), freed);
    } catch (OutboxException e) {
      // What could not be deleted is sent again later, confirmed again, and then deleted.
      outboxFails(e);
    }
  }

  private Status status() {
    try {
      waiting = custody.waiting();
    } catch (OutboxException e) {
      outboxFails(e); // and what was counted last is still the best that is known
    }
    return common.presence().status(waiting).with(common.news().due(now(), line.bearer().isDear()));
  }

  private void outboxFails(OutboxException e) {
    outboxTroubles.count(n -> log.warn("outbox fails times={} why=\"{}\"", n, e.getMessage()));
  }

  private void obey(CommandAction action) throws LinkException {
    switch (action) {
      case CommandAction.SendStatusNow() -> tell(status());
      case CommandAction.Resend(var stream, var range) -> custody.sendAgain(stream, range);
      // Until boxes have a lamp, the log line that every command leaves is how one is identified.
      case CommandAction.Identify() -> {}
    }
  }

  /// Sends what may still go; the uplink gives it a moment.
  void sendTheRest() throws LinkException {
    if (inUse.filter(Pacing::sendsReadings).isPresent()) {
      custody.release();
    }
    sendWhatMayGo(Optional.empty());
  }

  boolean isEmpty() {
    return custody.lineIsEmpty();
  }

  /// Says that the tower goes.
  void sayGoodbye() throws LinkException {
    tell(common.presence().death(connectedAt));
  }

  /// Gives the line up; what was told by it and not answered for is told again.
  ///
  /// @return what is still busy with it
  Optional<Thread> end(boolean politely) {
    summaryUnderWay.ifPresent(common.summaries()::notTold);
    summaryUnderWay = Optional.empty();
    Optional<Thread> leaving = link.map(open -> dialling.end(open, politely));
    link = Optional.empty();
    return leaving;
  }

  private void tell(UpMessage message) throws LinkException {
    publish(message, _ -> new Signal.Answered(this));
  }

  private interface Then {
    Signal answered(boolean taken);
  }

  private void publish(UpMessage message, Then then) throws LinkException {
    boolean answer = !message.topicKind().atMostOnce();
    if (answer) {
      pulse.asked(now());
    }
    link()
        .publish(
            topicOf(message),
            Wire.encode(message),
            taken -> {
              if (answer) {
                common.signals().accept(then.answered(taken));
              }
            });
  }

  private MqttLink link() throws LinkException {
    return link.orElseThrow(() -> new LinkException("not connected"));
  }

  private Topic topicOf(UpMessage message) {
    return Topic.of(common.site().address(), message.topicKind());
  }

  private String filter() {
    return Topics.downlinksOf(common.site().address());
  }

  private Instant now() {
    return common.steady().instant();
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  @Override
  public void arrived(String topic, byte[] payload) {
    Optional<Topic> ours =
        Topic.parse(topic).filter(t -> t.address().equals(common.site().address()));
    if (ours.isEmpty()) {
      refused.count(n -> log.warn("foreign topic refused={}", n));
      return;
    }
    switch (Wire.decodeDown(ours.get().kind(), payload)) {
      case Decoded.Accepted(DownMessage message) ->
          common.signals().accept(new Signal.Said(this, message));
      case Decoded.Refused(var reason, var detail) ->
          refused.count(
              n ->
                  log.warn(
                      "message refused reason={} detail=\"{}\" refused={}", reason, detail, n));
    }
  }

  @Override
  public void lost(String why) {
    common.signals().accept(new Signal.Ended(this, why));
  }
}
