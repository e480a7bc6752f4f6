package jp.yagura.shared.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.UUID;
import jp.yagura.shared.wire.CommandAction.Identify;
import jp.yagura.shared.wire.CommandAction.Resend;
import jp.yagura.shared.wire.CommandAction.SendStatusNow;
import jp.yagura.shared.wire.CommandAction.TakePicture;
import jp.yagura.shared.wire.DownMessage.Command;
import jp.yagura.shared.wire.DownMessage.DurableAck;
import jp.yagura.shared.wire.DownMessage.SnapshotHave;
import jp.yagura.shared.wire.proto.AckBody;
import jp.yagura.shared.wire.proto.CommandBody;
import jp.yagura.shared.wire.proto.IdentifyAction;
import jp.yagura.shared.wire.proto.Range;
import jp.yagura.shared.wire.proto.ResendAction;
import jp.yagura.shared.wire.proto.SendStatusNowAction;
import jp.yagura.shared.wire.proto.SnapshotHaveBody;

/// Downward messages and their bodies.
final class DownCodec {
  private static final int UUID_BYTES = 16;

  private DownCodec() {}

  static MessageLite write(DownMessage message) {
    return switch (message) {
      case DurableAck ack -> write(ack);
      case Command command -> write(command);
      case SnapshotHave have -> SnapshotCodec.write(have);
    };
  }

  static DownMessage read(Kind kind, byte[] payload) throws InvalidProtocolBufferException {
    return switch (kind) {
      case ACK -> read(AckBody.parser().parseFrom(Frame.body(payload)));
      case COMMAND -> read(CommandBody.parser().parseFrom(Frame.body(payload)));
      case SNAPSHOT_HAVE ->
          SnapshotCodec.read(SnapshotHaveBody.parser().parseFrom(Frame.body(payload)));
      default -> throw new IllegalArgumentException(kind + " does not go down");
    };
  }

  private static AckBody write(DurableAck ack) {
    AckBody.Builder body =
        AckBody.newBuilder()
            .setEpoch(ack.epoch())
            .setStream(Codes.code(ack.stream()))
            .setUpTo(ack.upTo());
    ack.alsoStored().forEach(range -> body.addAlsoStored(write(range)));
    return body.build();
  }

  private static DurableAck read(AckBody body) {
    return new DurableAck(
        body.getEpoch(),
        Codes.stream(body.getStream()),
        body.getUpTo(),
        body.getAlsoStoredList().stream().map(DownCodec::read).toList());
  }

  private static CommandBody write(Command command) {
    CommandBody.Builder body =
        CommandBody.newBuilder()
            .setId(write(command.id()))
            .setIssuedAt(command.issuedAt().toEpochMilli())
            .setExpiresAt(command.expiresAt().toEpochMilli());
    switch (command.action()) {
      case TakePicture picture -> body.setTakePicture(SnapshotCodec.write(picture));
      case SendStatusNow() -> body.setSendStatusNow(SendStatusNowAction.getDefaultInstance());
      case Identify() -> body.setIdentify(IdentifyAction.getDefaultInstance());
      case Resend(Stream stream, SeqRange range) ->
          body.setResend(
              ResendAction.newBuilder().setStream(Codes.code(stream)).setRange(write(range)));
    }
    return body.build();
  }

  private static Command read(CommandBody body) {
    CommandAction action =
        switch (body.getActionCase()) {
          case SEND_STATUS_NOW -> new SendStatusNow();
          case IDENTIFY -> new Identify();
          case TAKE_PICTURE -> SnapshotCodec.read(body.getTakePicture());
          case RESEND ->
              new Resend(
                  Codes.stream(body.getResend().getStream()), read(body.getResend().getRange()));
          case ACTION_NOT_SET ->
              throw new IllegalArgumentException("an action that this version does not know");
        };
    return new Command(
        uuid(body.getId()),
        Instant.ofEpochMilli(body.getIssuedAt()),
        Instant.ofEpochMilli(body.getExpiresAt()),
        action);
  }

  private static Range write(SeqRange range) {
    return Range.newBuilder().setFirst(range.first()).setLast(range.last()).build();
  }

  private static SeqRange read(Range range) {
    return new SeqRange(range.getFirst(), range.getLast());
  }

  private static ByteString write(UUID id) {
    ByteBuffer bytes = ByteBuffer.allocate(UUID_BYTES);
    bytes.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits()).flip();
    return ByteString.copyFrom(bytes);
  }

  private static UUID uuid(ByteString bytes) {
    if (bytes.size() != UUID_BYTES) {
      throw new IllegalArgumentException("an id has 16 bytes, not " + bytes.size());
    }
    ByteBuffer buffer = bytes.asReadOnlyByteBuffer();
    return new UUID(buffer.getLong(), buffer.getLong());
  }
}
