package jp.yagura.shared.wire;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import jp.yagura.shared.power.ModesLeft;
import jp.yagura.shared.power.OnBattery;
import jp.yagura.shared.power.TimeLeft;
import jp.yagura.shared.wire.UpMessage.Status;
import jp.yagura.shared.wire.proto.ModesLeftBody;
import jp.yagura.shared.wire.proto.StatusBody;
import jp.yagura.shared.wire.proto.TimeLeftBody;

/// How a site is, alone or as part of a readings message.
final class StatusCodec {
  private StatusCodec() {}

  static StatusBody write(Status status) {
    long at = status.at().toEpochMilli();
    StatusBody.Builder body =
        StatusBody.newBuilder()
            .setAt(at)
            .setPower(Codes.code(status.power()))
            .setBatteryMillivoltsPlusOne(status.batteryMillivolts() - UpMessage.UNKNOWN)
            .setBatteryPercentPlusOne(status.batteryPercent() - UpMessage.UNKNOWN)
            .setWaiting(status.waiting());
    status
        .oldestWaiting()
        .ifPresent(oldest -> body.setOldestWaitingAge(at - oldest.toEpochMilli()));
    status.onBattery().ifPresent(battery -> write(battery, body));
    status.clock().ifPresent(clock -> body.setClock(Codes.code(clock)));
    status.bearers().forEach(bearer -> body.addBearers(BearerCodec.write(bearer)));
    return body.build();
  }

  private static void write(OnBattery battery, StatusBody.Builder body) {
    body.setTimeLeft(write(battery.byPlan()));
    battery
        .inModes()
        .ifPresent(
            modes ->
                body.setModesLeft(
                    ModesLeftBody.newBuilder()
                        .setNormal(write(modes.normal()))
                        .setSaving(write(modes.saving()))
                        .setSurvival(write(modes.survival()))));
    battery
        .speaksEvery()
        .ifPresent(every -> body.setSpeaksEvery(Math.toIntExact(every.toSeconds())));
  }

  private static Optional<OnBattery> onBattery(StatusBody body) {
    if (!body.hasTimeLeft()) {
      return Optional.empty();
    }
    return Optional.of(
        new OnBattery(
            read(body.getTimeLeft()),
            body.hasModesLeft() ? Optional.of(read(body.getModesLeft())) : Optional.empty(),
            body.hasSpeaksEvery()
                ? Optional.of(Duration.ofSeconds(Integer.toUnsignedLong(body.getSpeaksEvery())))
                : Optional.empty()));
  }

  private static ModesLeft read(ModesLeftBody body) {
    return new ModesLeft(read(body.getNormal()), read(body.getSaving()), read(body.getSurvival()));
  }

  private static TimeLeftBody write(TimeLeft left) {
    return TimeLeftBody.newBuilder()
        .setExpected(minutes(left.expected()))
        .setLess(minutes(left.expected().minus(left.least())))
        .setMore(minutes(left.most().minus(left.expected())))
        .build();
  }

  private static int minutes(Duration duration) {
    return Math.toIntExact(duration.toMinutes());
  }

  private static TimeLeft read(TimeLeftBody body) {
    Duration expected = minutes(body.getExpected());
    return new TimeLeft(
        expected.minus(minutes(body.getLess())), expected, expected.plus(minutes(body.getMore())));
  }

  private static Duration minutes(int unsigned) {
    return Duration.ofMinutes(Integer.toUnsignedLong(unsigned));
  }

  static Status read(StatusBody body) {
    return new Status(
        Instant.ofEpochMilli(body.getAt()),
        Codes.power(body.getPower()),
        body.getBatteryMillivoltsPlusOne() + UpMessage.UNKNOWN,
        body.getBatteryPercentPlusOne() + UpMessage.UNKNOWN,
        body.getWaiting(),
        body.hasOldestWaitingAge()
            ? Optional.of(Instant.ofEpochMilli(body.getAt() - body.getOldestWaitingAge()))
            : Optional.empty(),
        onBattery(body),
        Codes.clock(body.getClock()),
        body.getBearersList().stream().map(BearerCodec::read).toList());
  }
}
