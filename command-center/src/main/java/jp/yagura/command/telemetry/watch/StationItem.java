package jp.yagura.command.telemetry.watch;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import jp.yagura.command.kernel.live.LiveItem;
import jp.yagura.command.telemetry.watch.Station.Battery;
import jp.yagura.command.telemetry.watch.Station.Power;
import jp.yagura.command.telemetry.watch.Station.Queue;
import jp.yagura.shared.power.ModesLeft;
import jp.yagura.shared.power.OnBattery;
import jp.yagura.shared.power.PowerState;
import jp.yagura.shared.power.TimeLeft;
import jp.yagura.shared.water.WaterStage;
import jp.yagura.shared.wire.ClockState;
import org.jspecify.annotations.Nullable;

/**
 * A tower as the console is told of it.
 *
 * @param since since when it has been online, or offline
 * @param minutesLeft until it falls silent, as expected when the battery was looked at; absent
 *     while something charges it, or where it does not know
 * @param inModes how long it would last if it stayed in one mode
 * @param speaksEverySeconds how long to wait for it while it saves power
 * @param waitingAt when the tower counted what waits there
 * @param clock what its clock goes by; absent where it has not said
 * @param bearers its ways out as it told of them at {@code bearersAt}
 * @param stage the worst stage of its gauges; absent when unknown
 */
@Serdeable
record StationItem(
    String id,
    boolean online,
    @Nullable Instant since,
    @Nullable Instant lastHeardAt,
    @Nullable PowerState power,
    @Nullable Instant powerSince,
    @Nullable Integer batteryMillivolts,
    @Nullable Integer batteryPercent,
    @Nullable Instant batteryAt,
    @Nullable Integer minutesLeft,
    @Nullable Integer minutesLeftLeast,
    @Nullable Integer minutesLeftMost,
    @Nullable InModes inModes,
    @Nullable Long speaksEverySeconds,
    @Nullable Long waiting,
    @Nullable Instant oldestWaiting,
    @Nullable Instant waitingAt,
    @Nullable String bearer,
    @Nullable ClockState clock,
    List<BearerItem> bearers,
    @Nullable Instant bearersAt,
    Freshness freshness,
    @Nullable Integer stage,
    boolean overflow)
    implements LiveItem {

  @Serdeable
  record InModes(Minutes normal, Minutes saving, Minutes survival) {
    static InModes of(ModesLeft left) {
      return new InModes(
          Minutes.of(left.normal()), Minutes.of(left.saving()), Minutes.of(left.survival()));
    }
  }

  @Serdeable
  record Minutes(long least, long expected, long most) {
    static Minutes of(TimeLeft left) {
      return new Minutes(
          left.least().toMinutes(), left.expected().toMinutes(), left.most().toMinutes());
    }
  }

  static StationItem of(
      String id, Station station, Optional<WaterStage> worst, Freshness freshness) {
    boolean overflow = station.overflow().reported();
    Optional<WaterStage> stage = overflow ? Optional.of(WaterStage.OVERFLOW) : worst;
    return new StationItem(
        id,
        station.link().online(),
        orNothing(station.link().since()),
        orNothing(station.lastHeardAt()),
        station.power().map(Power::state).orElse(null),
        station.power().map(Power::since).orElse(null),
        station.battery().map(Battery::millivolts).filter(n -> n >= 0).orElse(null),
        station.battery().map(Battery::percent).filter(n -> n >= 0).orElse(null),
        station.battery().map(Battery::at).orElse(null),
        station.minutesLeft(TimeLeft::expected).orElse(null),
        station.minutesLeft(TimeLeft::least).orElse(null),
        station.minutesLeft(TimeLeft::most).orElse(null),
        station.prospect().flatMap(OnBattery::inModes).map(InModes::of).orElse(null),
        station.prospect().flatMap(OnBattery::speaksEvery).map(Duration::toSeconds).orElse(null),
        station.queue().map(Queue::waiting).orElse(null),
        station.queue().flatMap(Queue::oldest).orElse(null),
        station.queue().map(Queue::at).orElse(null),
        station.link().bearer().orElse(null),
        station.clock().orElse(null),
        station.link().ways().bearers().stream().map(BearerItem::of).toList(),
        orNothing(station.link().ways().at()),
        freshness,
        stage.map(WaterStage::number).orElse(null),
        overflow);
  }

  private static @Nullable Instant orNothing(Instant at) {
    return at.equals(Instant.EPOCH) ? null : at;
  }
}
