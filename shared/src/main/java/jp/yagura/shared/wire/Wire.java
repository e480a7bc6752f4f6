package jp.yagura.shared.wire;

import com.google.protobuf.InvalidProtocolBufferException;
import jp.yagura.shared.wire.Decoded.Accepted;
import jp.yagura.shared.wire.Decoded.Reason;
import jp.yagura.shared.wire.Decoded.Refused;

/// Messages to bytes and back. The limits hold on both sides.
public final class Wire {
  public static final int MAX_PAYLOAD = 256 * 1024;
  public static final int MAX_READINGS = 1_000;
  public static final int MAX_BATCH_SENSORS = 16;
  public static final int MAX_SITE_SENSORS = 256;
  public static final int MAX_BEARERS = 8;

  /// Starts of an agent that one birth tells of.
  public static final int MAX_TAILS = 64;

  /// Bytes of a picture in one message; leaves room for the frame.
  public static final int MAX_CHUNK = 240 * 1024;

  /// Characters of a remote configuration.
  public static final int MAX_CONFIG = 32 * 1024;

  /// Bytes of a log in one message: an alarm behind it waits for no more than this.
  public static final int MAX_LOG_PART = 16 * 1024;

  /// So many pieces a log may have.
  public static final int MAX_LOG_PARTS = 64;

  /// Bytes of a picture that travels whole in its offer.
  public static final int MAX_INLINE = 6 * 1024;

  /// Bytes of any picture.
  public static final int MAX_PICTURE = 512 * 1024;

  private Wire() {}

  public static byte[] encode(UpMessage message) {
    return Frame.seal(message.topicKind(), UpCodec.write(message));
  }

  public static byte[] encode(DownMessage message) {
    return Frame.seal(message.topicKind(), DownCodec.write(message));
  }

  public static Decoded<UpMessage> decodeUp(Kind kind, byte[] payload) {
    return decode(kind, Direction.UP, payload, UpCodec::read);
  }

  public static Decoded<DownMessage> decodeDown(Kind kind, byte[] payload) {
    return decode(kind, Direction.DOWN, payload, DownCodec::read);
  }

  private interface BodyReader<T> {
    T read(Kind kind, byte[] payload) throws InvalidProtocolBufferException;
  }

  private static <T> Decoded<T> decode(
      Kind kind, Direction direction, byte[] payload, BodyReader<T> reader) {
    if (kind.direction() != direction) {
      return new Refused<>(Reason.WRONG_DIRECTION, kind + " does not go " + direction);
    }
    if (payload.length > MAX_PAYLOAD) {
      return new Refused<>(Reason.TOO_LARGE, payload.length + " bytes");
    }
    if (payload.length < Frame.HEADER) {
      return new Refused<>(Reason.TOO_SHORT, payload.length + " bytes");
    }
    if (!Frame.isSealed(kind, payload)) {
      return new Refused<>(Reason.CHECKSUM, "of " + payload.length + " bytes");
    }
    try {
      return new Accepted<>(reader.read(kind, payload));
    } catch (InvalidProtocolBufferException notThatMessage) {
      return new Refused<>(Reason.MALFORMED, "the body is not a message of kind " + kind);
    } catch (IllegalArgumentException brokenRule) {
      return new Refused<>(Reason.INVALID, String.valueOf(brokenRule.getMessage()));
    }
  }
}
