package jp.yagura.agent.uplink;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import jp.yagura.shared.wire.CommandAction;
import jp.yagura.shared.wire.Decoded;
import jp.yagura.shared.wire.DownMessage;
import jp.yagura.shared.wire.Topic;
import jp.yagura.shared.wire.UpMessage;
import jp.yagura.shared.wire.Wire;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The life of one connection, from the attempt to its end. The uplink's thread runs all of them;
/// Paho's threads only leave signals.
///
/// On trial it carries nothing but what proves that it works. In use it carries everything, alone
/// or beside the one that leads. Only the one that leads carries pictures and says that the tower
/// is there, and only its will says that it is gone.
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
  private final Burst refusals = new Burst();
  private Optional<Speaker> speaker = Optional.empty();
  private Optional<Carrier> inUse = Optional.empty();
  private Instant nextProbe;
  private boolean leads;

  /// @param connectedAt different for each: by it the command center knows a will from another's
  Session(Line line, Common common, Instant connectedAt) {
    this.line = line;
    this.common = common;
    this.connectedAt = connectedAt;
    this.custody = common.newCustody();
    this.dialling = new Dialling(line, common, this);
    this.pulse = new Pulse(line.bearer().rtt(), now());
    this.nextProbe = now();
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
    Topic topic = Topic.of(common.site().address(), death.topicKind());
    dialling.start(new MqttLink.Will(topic.toString(), Wire.encode(death)));
  }

  void connected(MqttLink made) {
    speaker = Optional.of(new Speaker(made, this, common, pulse));
    line.worked();
    common.book().connected(line.road());
  }

  /// The line was made, and by then nobody wanted it.
  void comesTooLate(MqttLink made) {
    var _ = dialling.end(made, true);
  }

  boolean isConnected() {
    return speaker.isPresent();
  }

  /// From now on the data goes here, and the tower is reached by this road.
  ///
  /// @param before what the one that led until now was answerable for
  void lead(Optional<Custody> before) throws LinkException {
    before.ifPresent(custody::takeOver);
    introduce();
    common.news().forget();
    accompany();
    leads = true;
    common.care().lineIsUp();
    log.info("connected broker=\"{}\" bearer={}", line.broker(), line.bearer().name());
  }

  private void introduce() throws LinkException {
    common.introducer().introduced(connectedAt, line.bearer().name());
    speaker().tell(common.presence().birth(connectedAt, line.bearer().name()));
  }

  /// The same data goes here too.
  void accompany() {
    if (inUse.isEmpty()) {
      inUse = speaker.map(open -> new Carrier(line, common, open, custody));
    }
  }

  /// Does what is due.
  ///
  /// @return when something is due again at the latest
  Instant step() throws LinkException {
    if (!isConnected()) {
      return Instant.MAX;
    }
    Instant next = inUse.isPresent() ? inUse.get().carry(leads) : prove();
    if (leads) {
      tellOfCare();
    }
    Instant doubtedAt = pulse.doubtedAt();
    return pulse.isSilent(now()) || next.isBefore(doubtedAt) ? next : doubtedAt;
  }

  /// Answers go beside what is in custody; a log only when the line has nothing else to do.
  private void tellOfCare() throws LinkException {
    if (common.care().wantsAnotherLine()) {
      throw new LinkException("connecting anew with a renewed certificate");
    }
    if (speaker().hasPlaceForBulk()) {
      Optional<UpMessage> next = common.care().next(custody.lineIsEmpty());
      if (next.isPresent()) {
        speaker().answer(next.get());
      }
    }
  }

  private Instant prove() throws LinkException {
    if (!now().isBefore(nextProbe)) {
      nextProbe =
          now().plus(line.bearer().isDear() ? BETWEEN_PROBES_WHERE_IT_COSTS : BETWEEN_PROBES);
      speaker().probe();
    }
    return nextProbe;
  }

  /// Takes in what happened on this connection.
  void hear(Signal.OfSession signal) throws LinkException {
    switch (signal) {
      case Signal.Taken(_, var stream, var range) -> {
        pulse.answered(now());
        custody.takenByBroker(stream, range);
        common.book().taken(stream, range);
      }
      case Signal.Refused(_, var stream, var range) -> {
        pulse.answered(now());
        refusals.count(n -> log.warn("broker refuses letters times={} range={}", n, range));
        custody.refusedByBroker(stream, range);
      }
      case Signal.SummaryAnswered(_, var summary, var taken) -> {
        pulse.answered(now());
        inUse.ifPresent(carrier -> carrier.answered(summary, taken));
      }
      case Signal.Answered _ -> pulse.answered(now());
      case Signal.Said(_, DownMessage.DurableAck ack, _) -> free(ack);
      case Signal.Said(_, DownMessage.SnapshotHave have, _) -> custody.has(have);
      case Signal.Said(_, DownMessage.TimeIs told, _) -> {
        if (common.introducer().hear(told).isPresent()) {
          introduce();
        }
      }
      case Signal.Said(_, DownMessage.Order _, _) when !leads -> {
        // Headquarters says it on every line: it is taken once, where the answer goes out.
      }
      case Signal.Said(_, DownMessage.Order order, byte[] payload) -> {
        Topic topic = Topic.of(common.site().address(), order.topicKind());
        Optional<CommandAction> action = common.care().take(topic, order, payload);
        if (action.isPresent()) {
          obey(action.get());
        }
      }
      case Signal.CareAnswered(_, var message, var taken) -> {
        pulse.answered(now());
        if (taken) {
          common.care().told(message);
        }
      }
      case Signal.Connected _, Signal.Ended _ ->
          throw new IllegalStateException("for the uplink: " + signal);
    }
  }

  /// What is durable, whoever said so.
  void free(DownMessage.DurableAck ack) {
    inUse.ifPresent(carrier -> carrier.free(ack));
  }

  private void obey(CommandAction action) throws LinkException {
    switch (action) {
      case CommandAction.SendStatusNow() -> {
        if (inUse.isPresent()) {
          inUse.get().tellStatus();
        }
      }
      case CommandAction.Resend asked -> inUse.ifPresent(carrier -> carrier.sendAgain(asked));
      case CommandAction.ResendSpan span -> inUse.ifPresent(carrier -> carrier.want(span));
      case CommandAction.Identify _,
          CommandAction.Restart _,
          CommandAction.FetchLog _,
          CommandAction.TakeCertificate _,
          CommandAction.TakePicture _ ->
          throw new IllegalStateException("not the uplink's to do: " + action);
    }
  }

  /// Sends what may still go; the uplink gives it a moment.
  void sendTheRest() throws LinkException {
    if (inUse.isPresent()) {
      inUse.get().sendTheRest();
      tellOfCare();
    }
  }

  boolean isEmpty() {
    return custody.lineIsEmpty();
  }

  /// Says that the tower goes.
  void sayGoodbye() throws LinkException {
    speaker().tell(common.presence().death(connectedAt));
  }

  /// Gives the line up; what was told by it and not answered for is told again.
  ///
  /// @return what is still busy with it
  Optional<Thread> end(boolean politely) {
    inUse.ifPresent(Carrier::ended);
    inUse = Optional.empty();
    if (leads) {
      leads = false;
      common.care().lineBroke();
    }
    common.book().left(line.road());
    Optional<Thread> leaving = speaker.map(open -> dialling.end(open.link(), politely));
    speaker = Optional.empty();
    return leaving;
  }

  private Speaker speaker() throws LinkException {
    return speaker.orElseThrow(() -> new LinkException("not connected"));
  }

  private Instant now() {
    return common.steady().instant();
  }

  @Override
  public void arrived(String topic, byte[] payload) {
    Optional<Topic> ours =
        Topic.parse(topic).filter(t -> t.address().equals(common.site().address()));
    if (ours.isEmpty()) {
      refused.count(n -> log.warn("foreign topic refused={}", n));
      common.care().foreign();
      return;
    }
    switch (Wire.decodeDown(ours.get().kind(), payload)) {
      case Decoded.Accepted(DownMessage message) ->
          common.signals().accept(new Signal.Said(this, message, payload));
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
