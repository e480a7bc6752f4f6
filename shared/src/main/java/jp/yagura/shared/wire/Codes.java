package jp.yagura.shared.wire;

import java.util.Optional;
import jp.yagura.shared.power.PowerState;
import jp.yagura.shared.wire.proto.AlarmCode;
import jp.yagura.shared.wire.proto.BearerStateCode;
import jp.yagura.shared.wire.proto.ClockCode;
import jp.yagura.shared.wire.proto.PictureSizeCode;
import jp.yagura.shared.wire.proto.PowerStateCode;
import jp.yagura.shared.wire.proto.StreamCode;

/// Enums of the domain and of the wire, one to one. What this version does not know is refused,
/// never guessed.
final class Codes {
  private Codes() {}

  static PowerStateCode code(PowerState state) {
    return switch (state) {
      case MAINS -> PowerStateCode.POWER_STATE_MAINS;
      case BATTERY -> PowerStateCode.POWER_STATE_BATTERY;
      case SAVING -> PowerStateCode.POWER_STATE_SAVING;
      case SURVIVAL -> PowerStateCode.POWER_STATE_SURVIVAL;
      case DOWN -> PowerStateCode.POWER_STATE_DOWN;
    };
  }

  static PowerState power(PowerStateCode code) {
    return switch (code) {
      case POWER_STATE_MAINS -> PowerState.MAINS;
      case POWER_STATE_BATTERY -> PowerState.BATTERY;
      case POWER_STATE_SAVING -> PowerState.SAVING;
      case POWER_STATE_SURVIVAL -> PowerState.SURVIVAL;
      case POWER_STATE_DOWN -> PowerState.DOWN;
      case POWER_STATE_UNKNOWN, UNRECOGNIZED -> throw unknown("power state");
    };
  }

  static StreamCode code(Stream stream) {
    return switch (stream) {
      case READINGS -> StreamCode.STREAM_READINGS;
      case EVENTS -> StreamCode.STREAM_EVENTS;
      case SNAPSHOTS -> StreamCode.STREAM_SNAPSHOTS;
    };
  }

  static Stream stream(StreamCode code) {
    return switch (code) {
      case STREAM_READINGS -> Stream.READINGS;
      case STREAM_EVENTS -> Stream.EVENTS;
      case STREAM_SNAPSHOTS -> Stream.SNAPSHOTS;
      case STREAM_UNKNOWN, UNRECOGNIZED -> throw unknown("stream");
    };
  }

  static BearerStateCode code(BearerReport.State state) {
    return switch (state) {
      case IN_USE -> BearerStateCode.BEARER_STATE_IN_USE;
      case READY -> BearerStateCode.BEARER_STATE_READY;
      case DOWN -> BearerStateCode.BEARER_STATE_DOWN;
      case RESTING -> BearerStateCode.BEARER_STATE_RESTING;
    };
  }

  static BearerReport.State bearer(BearerStateCode code) {
    return switch (code) {
      case BEARER_STATE_IN_USE -> BearerReport.State.IN_USE;
      case BEARER_STATE_READY -> BearerReport.State.READY;
      case BEARER_STATE_DOWN -> BearerReport.State.DOWN;
      case BEARER_STATE_RESTING -> BearerReport.State.RESTING;
      case BEARER_STATE_UNKNOWN, UNRECOGNIZED -> throw unknown("bearer state");
    };
  }

  static AlarmCode code(AlarmKind kind) {
    return switch (kind) {
      case OVERFLOW -> AlarmCode.ALARM_OVERFLOW;
      case POWER_FAILURE -> AlarmCode.ALARM_POWER_FAILURE;
      case SENSOR_FAULT -> AlarmCode.ALARM_SENSOR_FAULT;
      case OUTBOX_TROUBLE -> AlarmCode.ALARM_OUTBOX_TROUBLE;
      case TEST -> AlarmCode.ALARM_TEST;
    };
  }

  static AlarmKind alarm(AlarmCode code) {
    return switch (code) {
      case ALARM_OVERFLOW -> AlarmKind.OVERFLOW;
      case ALARM_POWER_FAILURE -> AlarmKind.POWER_FAILURE;
      case ALARM_SENSOR_FAULT -> AlarmKind.SENSOR_FAULT;
      case ALARM_OUTBOX_TROUBLE -> AlarmKind.OUTBOX_TROUBLE;
      case ALARM_TEST -> AlarmKind.TEST;
      case ALARM_UNKNOWN, UNRECOGNIZED -> throw unknown("alarm kind");
    };
  }

  static ClockCode code(ClockState clock) {
    return switch (clock) {
      case SYNCHRONISED -> ClockCode.CLOCK_SYNCHRONISED;
      case FROM_CENTER -> ClockCode.CLOCK_FROM_CENTER;
      case UNSURE -> ClockCode.CLOCK_UNSURE;
    };
  }

  /// Absent in what an older box says.
  static Optional<ClockState> clock(ClockCode code) {
    return switch (code) {
      case CLOCK_UNKNOWN -> Optional.empty();
      case CLOCK_SYNCHRONISED -> Optional.of(ClockState.SYNCHRONISED);
      case CLOCK_FROM_CENTER -> Optional.of(ClockState.FROM_CENTER);
      case CLOCK_UNSURE -> Optional.of(ClockState.UNSURE);
      case UNRECOGNIZED -> throw unknown("state of a clock");
    };
  }

  static PictureSizeCode code(PictureSize size) {
    return switch (size) {
      case THUMBNAIL -> PictureSizeCode.PICTURE_THUMBNAIL;
      case FULL -> PictureSizeCode.PICTURE_FULL;
    };
  }

  static PictureSize pictureSize(PictureSizeCode code) {
    return switch (code) {
      case PICTURE_THUMBNAIL -> PictureSize.THUMBNAIL;
      case PICTURE_FULL -> PictureSize.FULL;
      case UNRECOGNIZED -> throw unknown("size of a picture");
    };
  }

  private static IllegalArgumentException unknown(String what) {
    return new IllegalArgumentException("a " + what + " that this version does not know");
  }
}
