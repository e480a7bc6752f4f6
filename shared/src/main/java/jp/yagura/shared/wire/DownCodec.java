package jp.yagura.shared.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import java.time.Instant;
import java.util.Optional;
import jp.yagura.shared.wire.CommandAction.FetchLog;
import jp.yagura.shared.wire.CommandAction.Identify;
import jp.yagura.shared.wire.CommandAction.Resend;
import jp.yagura.shared.wire.CommandAction.ResendSpan;
import jp.yagura.shared.wire.CommandAction.Restart;
import jp.yagura.shared.wire.CommandAction.SendStatusNow;
import jp.yagura.shared.wire.CommandAction.TakeCertificate;
import jp.yagura.shared.wire.CommandAction.TakePicture;
import jp.yagura.shared.wire.DownMessage.Command;
import jp.yagura.shared.wire.DownMessage.Configure;
import jp.yagura.shared.wire.DownMessage.DurableAck;
import jp.yagura.shared.wire.DownMessage.SnapshotHave;
import jp.yagura.shared.wire.DownMessage.TimeIs;
import jp.yagura.shared.wire.proto.AckBody;
import jp.yagura.shared.wire.proto.CommandBody;
import jp.yagura.shared.wire.proto.ConfigBody;
import jp.yagura.shared.wire.proto.FetchLogAction;
import jp.yagura.shared.wire.proto.IdentifyAction;
import jp.yagura.shared.wire.proto.Range;
import jp.yagura.shared.wire.proto.ResendAction;
import jp.yagura.shared.wire.proto.ResendSpanAction;
import jp.yagura.shared.wire.proto.RestartAction;
import jp.yagura.shared.wire.proto.SendStatusNowAction;
import jp.yagura.shared.wire.proto.SnapshotHaveBody;
import jp.yagura.shared.wire.proto.TakeCertificateAction;
import jp.yagura.shared.wire.proto.TimeBody;

/// Downward messages and their bodies.
final class DownCodec {
  private DownCodec() {}

  static MessageLite write(DownMessage message) {
    return switch (message) {
      case DurableAck ack -> write(ack);
      case Command command -> write(command);
      case TimeIs time -> write(time);
      case Configure configure -> write(configure);
      case SnapshotHave have -> SnapshotCodec.write(have);
    };
  }

  static byte[] bytes(DownMessage message) {
    return write(message).toByteArray();
  }

  static DownMessage read(Kind kind, byte[] payload) throws InvalidProtocolBufferException {
    return switch (kind) {
      case ACK -> read(AckBody.parser().parseFrom(Frame.body(payload)));
      case COMMAND -> read(CommandBody.parser().parseFrom(Frame.body(payload)));
      case TIME -> read(TimeBody.parser().parseFrom(Frame.body(payload)));
      case CONFIG -> read(ConfigBody.parser().parseFrom(Frame.body(payload)));
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

  private static ConfigBody write(Configure configure) {
    return ConfigBody.newBuilder()
        .setId(CareCodec.write(configure.id()))
        .setIssuedAt(configure.issuedAt().toEpochMilli())
        .setExpiresAt(configure.expiresAt().toEpochMilli())
        .setVersion(configure.version())
        .setContent(configure.content())
        .build();
  }

  private static Configure read(ConfigBody body) {
    return new Configure(
        CareCodec.uuid(body.getId()),
        Instant.ofEpochMilli(body.getIssuedAt()),
        Instant.ofEpochMilli(body.getExpiresAt()),
        body.getVersion(),
        body.getContent());
  }

  private static CommandBody write(Command command) {
    CommandBody.Builder body =
        CommandBody.newBuilder()
            .setId(CareCodec.write(command.id()))
            .setIssuedAt(command.issuedAt().toEpochMilli())
            .setExpiresAt(command.expiresAt().toEpochMilli());
    switch (command.action()) {
      case TakePicture picture -> body.setTakePicture(SnapshotCodec.write(picture));
      case SendStatusNow() -> body.setSendStatusNow(SendStatusNowAction.getDefaultInstance());
      case Identify() -> body.setIdentify(IdentifyAction.getDefaultInstance());
      case Resend resend -> body.setResend(write(resend));
      case ResendSpan(Instant from, Instant to) ->
          body.setResendSpan(
              ResendSpanAction.newBuilder().setFrom(from.toEpochMilli()).setTo(to.toEpochMilli()));
      case Restart() -> body.setRestart(RestartAction.getDefaultInstance());
      case FetchLog() -> body.setFetchLog(FetchLogAction.getDefaultInstance());
      case TakeCertificate(Bytes certificate) ->
          body.setTakeCertificate(
              TakeCertificateAction.newBuilder()
                  .setCertificate(ByteString.copyFrom(certificate.buffer())));
    }
    return body.build();
  }

  private static Command read(CommandBody body) {
    CommandAction action =
        switch (body.getActionCase()) {
          case SEND_STATUS_NOW -> new SendStatusNow();
          case IDENTIFY -> new Identify();
          case RESEND -> read(body.getResend());
          case RESEND_SPAN ->
              new ResendSpan(
                  Instant.ofEpochMilli(body.getResendSpan().getFrom()),
                  Instant.ofEpochMilli(body.getResendSpan().getTo()));
          case RESTART -> new Restart();
          case FETCH_LOG -> new FetchLog();
          case TAKE_CERTIFICATE ->
              new TakeCertificate(
                  Bytes.owning(body.getTakeCertificate().getCertificate().toByteArray()));
          case TAKE_PICTURE -> SnapshotCodec.read(body.getTakePicture());
          case ACTION_NOT_SET ->
              throw new IllegalArgumentException("an action that this version does not know");
        };
    return new Command(
        CareCodec.uuid(body.getId()),
        Instant.ofEpochMilli(body.getIssuedAt()),
        Instant.ofEpochMilli(body.getExpiresAt()),
        action);
  }

  private static ResendAction write(Resend resend) {
    ResendAction.Builder body =
        ResendAction.newBuilder()
            .setStream(Codes.code(resend.stream()))
            .setRange(write(resend.range()));
    resend.epoch().ifPresent(body::setEpoch);
    return body.build();
  }

  private static Resend read(ResendAction body) {
    return new Resend(
        Codes.stream(body.getStream()),
        read(body.getRange()),
        body.hasEpoch() ? Optional.of(body.getEpoch()) : Optional.empty());
  }

  private static TimeBody write(TimeIs time) {
    return TimeBody.newBuilder()
        .setConnectedAt(time.connectedAt().toEpochMilli())
        .setNow(time.now().toEpochMilli())
        .setTellAgain(time.tellAgain())
        .build();
  }

  private static TimeIs read(TimeBody body) {
    return new TimeIs(
        Instant.ofEpochMilli(body.getConnectedAt()),
        Instant.ofEpochMilli(body.getNow()),
        body.getTellAgain());
  }

  private static Range write(SeqRange range) {
    return Range.newBuilder().setFirst(range.first()).setLast(range.last()).build();
  }

  private static SeqRange read(Range range) {
    return new SeqRange(range.getFirst(), range.getLast());
  }
}
