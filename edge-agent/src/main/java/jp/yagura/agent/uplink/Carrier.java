package jp.yagura.agent.uplink;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import jp.yagura.agent.outbox.Letter;
import jp.yagura.agent.outbox.OutboxException;
import jp.yagura.agent.outbox.Waiting;
import jp.yagura.shared.wire.CommandAction;
import jp.yagura.shared.wire.DownMessage.DurableAck;
import jp.yagura.shared.wire.Stream;
import jp.yagura.shared.wire.UpMessage.Status;
import jp.yagura.shared.wire.UpMessage.Summary;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a connection in use carries, in order: alarms, the status where one is due, readings or
/// summaries as the bearer and its budget allow, and pictures where there is room beside them: see
/// [Value].
final class Carrier {
  private static final Logger log = LoggerFactory.getLogger(Carrier.class);

  /// A budget may have given way without anybody saying so.
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  private final Line line;
  private final Common common;
  private final Speaker speaker;
  private final Custody custody;
  private final Pacing pacing;
  private final Burst outboxTroubles = new Burst();
  private Optional<Summary> summaryUnderWay = Optional.empty();
  private Waiting waiting = new Waiting(0, Optional.empty());

  Carrier(Line line, Common common, Speaker speaker, Custody custody) {
    this.line = line;
    this.common = common;
    this.speaker = speaker;
    this.custody = custody;
    this.pacing = new Pacing(common.cadence().get(), line.bearer(), now());
    custody.lineIsUp(line.bearer().ackEvery());
    if (line.bearer().thin()) {
      common.summaries().begin();
    }
  }

  /// Sends what is due.
  ///
  /// @param leads whether this is the line that leads: pictures are too large to go twice
  /// @return when something is due again at the latest
  Instant carry(boolean leads) throws LinkException {
    Instant now = now();
    pacing.follow(common.cadence().get(), now);
    pacing.stand(common.ledger().stand(line.bearer().name()));
    // Pictures do not say how far their time can be trusted, so they wait until it can be.
    custody.carries(leads && common.time().isSure() ? pacing.pictures() : PicturesToo.NONE);
    if (common.introducer().mayRelease() && pacing.releases(now)) {
      custody.release();
    } else if (!pacing.sendsReadings()) {
      custody.hold();
    }
    giveUpWaiting();
    Instant next = pacing.sendsSummaries() && common.time().isSure() ? sumUp() : Instant.MAX;
    if (!pacing.statusIsDue(now)) {
      sendWhatMayGo(Optional.empty());
    } else if (sendWhatMayGo(Optional.of(status()))) {
      pacing.statusTold(now);
    } else {
      pacing.statusFoundNoPlace(now);
    }
    next = custody.lookAgainAt().filter(next::isAfter).orElse(next);
    return earlier(next, earlier(pacing.next(), now.plus(LONGEST_WAIT)));
  }

  /// Also what was measured since the last sending interval. Pictures can wait for the next start.
  void sendTheRest() throws LinkException {
    custody.carries(PicturesToo.NONE);
    if (pacing.sendsReadings()) {
      custody.release();
    }
    sendWhatMayGo(Optional.empty());
  }

  void tellStatus() throws LinkException {
    speaker.tell(status());
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
    Instant wall = common.time().instant();
    if (summaryUnderWay.isEmpty() && speaker.hasPlace()) {
      summaryUnderWay = common.summaries().next(wall, this::isMissed);
      if (summaryUnderWay.isPresent()) {
        common.summaries().telling(summaryUnderWay.get(), wall);
        speaker.tell(summaryUnderWay.get());
      }
    }
    Duration wait = Duration.between(wall, common.summaries().next(wall));
    return now().plus(wait.isNegative() ? Duration.ofSeconds(1) : wait.plusSeconds(1));
  }

  private boolean isMissed(Instant from, Instant to) {
    try {
      return !common.outbox().observed(from, to.minusMillis(1)).isEmpty();
    } catch (OutboxException e) {
      outboxFails(e);
      return true;
    }
  }

  void answered(Summary summary, boolean taken) {
    summaryUnderWay = Optional.empty();
    if (!taken) {
      common.summaries().notTold(summary);
    }
  }

  /// The line is gone: what was told by it and not answered for is told again.
  void ended() {
    summaryUnderWay.ifPresent(common.summaries()::notTold);
    summaryUnderWay = Optional.empty();
  }

  /// Alarms first, then the status where one is due, then the rest; a few readings take it along.
  ///
  /// @return whether the status found a place
  private boolean sendWhatMayGo(Optional<Status> due) throws LinkException {
    Optional<Status> status = due;
    try {
      while (speaker.hasPlace()) {
        Optional<Outgoing> next = custody.next(speaker.hasPlaceForBulk(), status);
        if (next.isEmpty()) {
          break;
        }
        Letter letter = next.get().letter();
        if (status.isPresent() && letter.stream() != Stream.EVENTS) {
          if (!next.get().tellsStatus()) {
            speaker.tell(status.get());
          }
          status = Optional.empty();
        }
        speaker.send(letter);
      }
    } catch (OutboxException e) {
      outboxFails(e);
    }
    if (status.isPresent() && speaker.hasPlace()) {
      speaker.tell(status.get());
      status = Optional.empty();
    }
    return status.isEmpty();
  }

  private Status status() {
    try {
      waiting = custody.waiting();
    } catch (OutboxException e) {
      outboxFails(e); // and what was counted last is still the best that is known
    }
    return common.presence().status(waiting).with(common.news().due(now(), line.bearer().isDear()));
  }

  void free(DurableAck ack) {
    try {
      long freed = custody.durable(ack);
      common.book().durable(ack);
      log.debug("durable stream={} upTo={} freed={}", ack.stream(), ack.upTo(), freed);
    } catch (OutboxException e) {
      // What could not be deleted is sent again later, confirmed again, and then deleted.
      outboxFails(e);
    }
  }

  /// Of these numbers, what is still there is owed again.
  void sendAgain(CommandAction.Resend asked) {
    try {
      long epoch = asked.epoch().orElseGet(custody::presentEpoch);
      custody.sendAgain(epoch, asked.stream(), asked.range(), common.time().moment());
    } catch (OutboxException e) {
      outboxFails(e); // and it will be asked for again
    }
  }

  /// What was observed in that span goes, whatever the line costs.
  void want(CommandAction.ResendSpan span) {
    try {
      int stretches = custody.want(span.from(), span.to());
      log.info("wanted from={} to={} stretches={}", span.from(), span.to(), stretches);
    } catch (OutboxException e) {
      outboxFails(e);
    }
  }

  private void outboxFails(OutboxException e) {
    outboxTroubles.count(n -> log.warn("outbox fails times={} why=\"{}\"", n, e.getMessage()));
  }

  private Instant now() {
    return common.steady().instant();
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
