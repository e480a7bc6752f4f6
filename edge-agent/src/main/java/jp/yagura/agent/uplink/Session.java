package jp.yagura.agent.uplink;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import jp.yagura.agent.outbox.Letter;
import jp.yagura.agent.outbox.OutboxException;
import jp.yagura.agent.outbox.Waiting;
import jp.yagura.agent.site.CadenceConfig;
import jp.yagura.shared.id.SiteAddress;
import jp.yagura.shared.wire.CommandAction;
import jp.yagura.shared.wire.Decoded;
import jp.yagura.shared.wire.DownMessage;
import jp.yagura.shared.wire.Stream;
import jp.yagura.shared.wire.Topic;
import jp.yagura.shared.wire.Topics;
import jp.yagura.shared.wire.UpMessage;
import jp.yagura.shared.wire.UpMessage.Status;
import jp.yagura.shared.wire.Wire;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The life of one connection. One thread runs it; Paho's threads and the sensing ones only leave
/// signals.
final class Session implements MqttLink.Listener {
  private static final Logger log = LoggerFactory.getLogger(Session.class);
  private static final Duration PATIENCE = Duration.ofSeconds(14);
  private static final Duration FOR_A_PLACE = Duration.ofSeconds(1);

  /// A connection that lasted so long, and over which somebody has answered, worked; any other
  /// counts as a failed attempt.
  private static final Duration PROVEN = Duration.ofSeconds(5);

  private static final Duration PATIENCE_AT_THE_END = Duration.ofSeconds(2);

  private final SiteAddress address;
  private final Supplier<CadenceConfig> cadence;
  private final Presence presence;
  private final Custody custody;
  private final Commands commands;
  private final InstantSource steady;
  private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
  private final Burst refused = new Burst();
  private final Burst outboxTroubles = new Burst();
  private final Burst refusals = new Burst();
  private Optional<Instant> upAt = Optional.empty();
  private boolean answered;
  private Waiting waiting = new Waiting(0, Optional.empty());
  private volatile boolean stopping;
  private volatile boolean connected;

  Session(
      SiteAddress address,
      Supplier<CadenceConfig> cadence,
      Presence presence,
      Custody custody,
      Commands commands,
      InstantSource steady) {
    this.address = address;
    this.cadence = cadence;
    this.presence = presence;
    this.custody = custody;
    this.commands = commands;
    this.steady = steady;
  }

  /// Something urgent waits in the outbox.
  void wake() {
    signals.add(new Signal.Wake());
  }

  /// Whether there is somebody to take leave of.
  boolean isConnected() {
    return connected;
  }

  /// Whether it was a connection worth the name. Asked by the thread that ran it.
  boolean isProven() {
    return answered && upAt.filter(up -> !up.plus(PROVEN).isAfter(steady.instant())).isPresent();
  }

  /// Lets [#run] send what it can in a moment, take leave and return.
  void stop() {
    stopping = true;
    wake();
  }

  /// Returns when told to stop, throws when the line is gone.
  void run(Broker broker, Instant connectedAt) throws LinkException, InterruptedException {
    UpMessage death = presence.death(connectedAt);
    var will = new MqttLink.Will(topicOf(death).toString(), Wire.encode(death));
    String clientId = "yagura-agent/" + address;
    try (MqttLink link = MqttLink.connect(broker, clientId, will, PATIENCE, this)) {
      connected = true;
      link.subscribe(Topics.downlinksOf(address), PATIENCE);
      tell(link, presence.birth(connectedAt, broker.config().bearer()));
      custody.lineIsUp(broker.config().ackEvery());
      upAt = Optional.of(steady.instant());
      log.info("connected broker=\"{}\"", broker.config());
      converse(link);
      takeLeave(link, death);
    } finally {
      custody.lineBroke();
    }
  }

  private void converse(MqttLink link) throws LinkException, InterruptedException {
    CadenceConfig pace = cadence.get();
    Instant nextSend = steady.instant();
    Instant nextStatus = nextSend;
    while (!stopping) {
      Instant now = steady.instant();
      if (!cadence.get().equals(pace)) {
        // The mains failed, or are back: that is told now, and who waited long waits no more.
        pace = cadence.get();
        nextSend = now;
        nextStatus = now;
      }
      if (!now.isBefore(nextSend)) {
        custody.release();
        nextSend = now.plus(pace.send());
      }
      giveUpWaiting();
      if (now.isBefore(nextStatus)) {
        sendWhatMayGo(link, Optional.empty());
      } else if (sendWhatMayGo(link, Optional.of(status()))) {
        nextStatus = now.plus(pace.status());
      } else {
        nextStatus = now.plus(FOR_A_PLACE); // the line is full
      }
      Instant next = nextSend.isBefore(nextStatus) ? nextSend : nextStatus;
      next = custody.lookAgainAt().filter(next::isAfter).orElse(next);
      obeySignals(link, Duration.between(steady.instant(), next));
    }
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

  /// Alarms first, then the status where one is due, then readings; a few of these take it along.
  ///
  /// @return whether the status found a place
  private boolean sendWhatMayGo(MqttLink link, Optional<Status> due) throws LinkException {
    Optional<Status> status = due;
    try {
      while (link.hasPlace()) {
        Optional<Outgoing> next = custody.next(link.hasPlaceForBulk(), status);
        if (next.isEmpty()) {
          break;
        }
        Letter letter = next.get().letter();
        if (status.isPresent() && letter.stream() == Stream.READINGS) {
          if (!next.get().tellsStatus()) {
            tell(link, status.get());
          }
          status = Optional.empty();
        }
        send(link, letter);
      }
    } catch (OutboxException e) {
      outboxFails(e);
    }
    if (status.isPresent() && link.hasPlace()) {
      tell(link, status.get());
      status = Optional.empty();
    }
    return status.isEmpty();
  }

  private void send(MqttLink link, Letter letter) throws LinkException {
    link.publish(
        Topic.of(address, letter.kind()),
        letter.payload(),
        taken ->
            signals.add(
                taken
                    ? new Signal.Taken(letter.stream(), letter.range())
                    : new Signal.Refused(letter.stream(), letter.range())));
    log.debug("sent stream={} range={}", letter.stream(), letter.range());
  }

  private void obeySignals(MqttLink link, Duration atMost)
      throws LinkException, InterruptedException {
    Signal signal = signals.poll(Math.max(0, atMost.toMillis()), TimeUnit.MILLISECONDS);
    while (signal != null) {
      switch (signal) {
        case Signal.Wake() -> {}
        case Signal.Taken(var stream, var range) -> {
          answered = true;
          custody.takenByBroker(stream, range);
        }
        case Signal.Refused(var stream, var range) -> {
          refusals.count(n -> log.warn("broker refuses letters times={} range={}", n, range));
          custody.refusedByBroker(stream, range);
        }
        case Signal.Said(DownMessage.DurableAck ack) -> {
          answered = true;
          free(ack);
        }
        case Signal.Said(DownMessage.SnapshotHave have) -> {
          answered = true;
          custody.has(have);
        }
        case Signal.Said(DownMessage.Command command) -> {
          Optional<CommandAction> action = commands.accept(command);
          if (action.isPresent()) {
            obey(action.get(), link);
          }
        }
        case Signal.Lost(var why) -> throw new LinkException(why);
      }
      signal = signals.poll();
    }
  }

  private void free(DownMessage.DurableAck ack) {
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
    return presence.status(waiting);
  }

  private void outboxFails(OutboxException e) {
    outboxTroubles.count(n -> log.warn("outbox fails times={} why=\"{}\"", n, e.getMessage()));
  }

  private void obey(CommandAction action, MqttLink link) throws LinkException {
    switch (action) {
      case CommandAction.SendStatusNow() -> tell(link, status());
      case CommandAction.Resend(var stream, var range) -> custody.sendAgain(stream, range);
      // Until boxes have a lamp, the log line that every command leaves is how one is identified.
      case CommandAction.Identify() -> {}
      case CommandAction.TakePicture wish -> presence.takePicture(wish);
    }
  }

  private void takeLeave(MqttLink link, UpMessage death)
      throws LinkException, InterruptedException {
    Instant end = steady.instant().plus(PATIENCE_AT_THE_END);
    custody.release();
    sendWhatMayGo(link, Optional.empty());
    while (!custody.lineIsEmpty() && steady.instant().isBefore(end)) {
      obeySignals(link, Duration.between(steady.instant(), end));
      sendWhatMayGo(link, Optional.empty());
    }
    tell(link, death);
    link.leave(PATIENCE_AT_THE_END);
    log.info("left the broker");
  }

  private void tell(MqttLink link, UpMessage message) throws LinkException {
    link.publish(topicOf(message), Wire.encode(message), _ -> {});
  }

  private Topic topicOf(UpMessage message) {
    return Topic.of(address, message.topicKind());
  }

  @Override
  public void arrived(String topic, byte[] payload) {
    Optional<Topic> ours = Topic.parse(topic).filter(t -> t.address().equals(address));
    if (ours.isEmpty()) {
      refused.count(n -> log.warn("foreign topic refused={}", n));
      return;
    }
    switch (Wire.decodeDown(ours.get().kind(), payload)) {
      case Decoded.Accepted(DownMessage message) -> signals.add(new Signal.Said(message));
      case Decoded.Refused(var reason, var detail) ->
          refused.count(
              n ->
                  log.warn(
                      "message refused reason={} detail=\"{}\" refused={}", reason, detail, n));
    }
  }

  @Override
  public void lost(String why) {
    signals.add(new Signal.Lost(why));
  }
}
