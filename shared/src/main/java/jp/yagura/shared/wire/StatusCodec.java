package jp.yagura.shared.wire;

import java.time.Instant;
import java.util.Optional;
import jp.yagura.shared.wire.UpMessage.Status;
import jp.yagura.shared.wire.proto.StatusBody;

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
    return body.build();
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
            : Optional.empty());
  }
}
