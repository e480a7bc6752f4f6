package jp.yagura.command.telemetry.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import jp.yagura.shared.power.OnBattery;
import jp.yagura.shared.power.PowerState;
import jp.yagura.shared.power.TimeLeft;
import jp.yagura.shared.wire.ClockState;
import jp.yagura.shared.wire.UpMessage.Birth;
import jp.yagura.shared.wire.UpMessage.Death;
import jp.yagura.shared.wire.UpMessage.PowerChange;
import jp.yagura.shared.wire.UpMessage.Status;

/**
 * How a tower is, as far as we have heard.
 *
 * @param link whether it is connected, and since when; by which road it was last
 * @param connectedAt when the connection of the last birth began: tells an old will from a new
 *     birth
 * @param lastHeardAt when anything at all came in; {@link Instant#EPOCH} for never
 * @param clock what its clock goes by, where it has said so
 * @param battery as last said; by status or by a change of power, whichever is newer
 */
record Station(
    Link link,
    Instant connectedAt,
    Instant lastHeardAt,
    Optional<Power> power,
    Optional<Battery> battery,
    Optional<Queue> queue,
    Overflow overflow,
    Optional<ClockState> clock) {

  record Power(PowerState state, Instant since, Instant observedAt) {}

  /**
   * Negative values say that the tower does not know.
   *
   * @param prospect while nothing charges it, where the tower knows its battery
   */
  record Battery(int millivolts, int percent, Instant at, Optional<OnBattery> prospect) {}

  record Queue(long waiting, Optional<Instant> oldest, Instant at) {}

  record Overflow(boolean reported, Instant at) {}

  static final Station UNKNOWN =
      new Station(
          Link.NEVER,
          Instant.EPOCH,
          Instant.EPOCH,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          new Overflow(false, Instant.EPOCH),
          Optional.empty());

  /** Anything that came by the site's own connection shows that it is there. */
  Station heard(Instant at) {
    Instant last = at.isAfter(lastHeardAt) ? at : lastHeardAt;
    return new Station(link.heard(at), connectedAt, last, power, battery, queue, overflow, clock);
  }

  /**
   * A clock that runs ahead must not make all later births and wills look old, and one that does
   * not know the time says nothing about which came first.
   *
   * @param retained the broker kept it: the site has said so at some time, which is not news of now
   */
  Station after(Birth birth, Instant at, boolean retained) {
    Instant began = birth.connectedAt().isAfter(at) ? at : birth.connectedAt();
    boolean lostCount = !retained && birth.clock().equals(Optional.of(ClockState.UNSURE));
    if (began.isBefore(connectedAt) && !lostCount) {
      return this;
    }
    Instant last = retained ? lastHeardAt : at;
    return new Station(
            link.after(birth, at), began, last, power, battery, queue, overflow, birth.clock())
        .powered(birth.power(), began);
  }

  /**
   * A will of an earlier connection says nothing of the present one, nor does that of one beside
   * it.
   */
  Station after(Death death, Instant at) {
    return link.ends(death) ? linked(link.lost(at)) : this;
  }

  /** It sends summaries, so it is not heard of more often. */
  Station at(Duration pace) {
    return linked(link.at(pace));
  }

  private Station linked(Link now) {
    return new Station(now, connectedAt, lastHeardAt, power, battery, queue, overflow, clock);
  }

  Station after(Status status) {
    if (queue.isPresent() && queue.get().at().isAfter(status.at())) {
      return this;
    }
    var told = new Queue(status.waiting(), status.oldestWaiting(), status.at());
    return new Station(
            link.with(status.bearers(), status.at()),
            connectedAt,
            lastHeardAt,
            power,
            battery,
            Optional.of(told),
            overflow,
            clockAfter(status))
        .charged(
            new Battery(
                status.batteryMillivolts(),
                status.batteryPercent(),
                status.at(),
                status.onBattery()))
        .powered(status.power(), status.at());
  }

  /** Of a tower that tells its clock at all, silence means that a time service keeps it right. */
  private Optional<ClockState> clockAfter(Status status) {
    return status.clock().isPresent() ? status.clock() : clock.map(_ -> ClockState.SYNCHRONISED);
  }

  Station after(PowerChange change) {
    return powered(change.state(), change.at())
        .charged(
            new Battery(
                change.batteryMillivolts(),
                change.batteryPercent(),
                change.at(),
                prospect().filter(_ -> change.state() != PowerState.MAINS)));
  }

  Station overflow(boolean reported, Instant at) {
    return at.isBefore(overflow.at())
        ? this
        : new Station(
            link,
            connectedAt,
            lastHeardAt,
            power,
            battery,
            queue,
            new Overflow(reported, at),
            clock);
  }

  /** One end, or the middle, of the time left. */
  Optional<Integer> minutesLeft(Function<TimeLeft, Duration> of) {
    return prospect().map(left -> Math.toIntExact(of.apply(left.byPlan()).toMinutes()));
  }

  Optional<OnBattery> prospect() {
    return battery.flatMap(Battery::prospect);
  }

  /** A tower that saves power is not silent because it speaks less often. */
  Duration cadence(Duration usual) {
    return prospect()
        .flatMap(OnBattery::speaksEvery)
        .filter(every -> every.compareTo(usual) > 0)
        .orElse(usual);
  }

  private Station powered(PowerState state, Instant at) {
    if (power.isPresent() && power.get().observedAt().isAfter(at)) {
      return this;
    }
    Instant since = power.filter(p -> p.state() == state).map(Power::since).orElse(at);
    return new Station(
        link,
        connectedAt,
        lastHeardAt,
        Optional.of(new Power(state, since, at)),
        battery,
        queue,
        overflow,
        clock);
  }

  private Station charged(Battery told) {
    if (battery.isPresent() && battery.get().at().isAfter(told.at())) {
      return this;
    }
    return new Station(
        link, connectedAt, lastHeardAt, power, Optional.of(told), queue, overflow, clock);
  }
}
