package jp.yagura.shared.wire;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import java.time.Instant;
import java.util.Optional;
import jp.yagura.shared.id.SensorId;
import jp.yagura.shared.wire.UpMessage.Alarm;
import jp.yagura.shared.wire.UpMessage.Birth;
import jp.yagura.shared.wire.UpMessage.Death;
import jp.yagura.shared.wire.UpMessage.Dropped;
import jp.yagura.shared.wire.UpMessage.PowerChange;
import jp.yagura.shared.wire.UpMessage.ReadingsBatch;
import jp.yagura.shared.wire.UpMessage.SnapshotChunk;
import jp.yagura.shared.wire.UpMessage.SnapshotOffer;
import jp.yagura.shared.wire.UpMessage.Status;
import jp.yagura.shared.wire.UpMessage.Summary;
import jp.yagura.shared.wire.proto.AlarmBody;
import jp.yagura.shared.wire.proto.BirthBody;
import jp.yagura.shared.wire.proto.DeathBody;
import jp.yagura.shared.wire.proto.DroppedBody;
import jp.yagura.shared.wire.proto.LogBody;
import jp.yagura.shared.wire.proto.PowerBody;
import jp.yagura.shared.wire.proto.Presence;
import jp.yagura.shared.wire.proto.ReadingsBody;
import jp.yagura.shared.wire.proto.ReportBody;
import jp.yagura.shared.wire.proto.SnapshotChunkBody;
import jp.yagura.shared.wire.proto.SnapshotOfferBody;
import jp.yagura.shared.wire.proto.StatusBody;
import jp.yagura.shared.wire.proto.SummaryBody;
import jp.yagura.shared.wire.proto.TailBody;

/// Upward messages and their bodies. Readings have a form of their own: [ReadingsCodec].
final class UpCodec {
  private UpCodec() {}

  static MessageLite write(UpMessage message) {
    return switch (message) {
      case Birth birth -> Presence.newBuilder().setBirth(write(birth)).build();
      case Death death -> Presence.newBuilder().setDeath(write(death)).build();
      case Status status -> StatusCodec.write(status);
      case ReadingsBatch batch -> ReadingsCodec.write(batch);
      case Alarm alarm -> write(alarm);
      case PowerChange change -> write(change);
      case Dropped dropped -> write(dropped);
      case Summary summary -> SummaryCodec.write(summary);
      case SnapshotOffer offer -> SnapshotCodec.write(offer);
      case SnapshotChunk chunk -> SnapshotCodec.write(chunk);
      case UpMessage.LogPart part -> CareCodec.write(part);
      case UpMessage.Report report -> CareCodec.write(report);
    };
  }

  static UpMessage read(Kind kind, byte[] payload) throws InvalidProtocolBufferException {
    var body = Frame.body(payload);
    return switch (kind) {
      case BIRTH -> read(Presence.parser().parseFrom(body));
      case STATUS -> StatusCodec.read(StatusBody.parser().parseFrom(body));
      case READINGS -> ReadingsCodec.read(ReadingsBody.parser().parseFrom(body));
      case ALARM -> read(AlarmBody.parser().parseFrom(body));
      case POWER -> read(PowerBody.parser().parseFrom(body));
      case DROPPED -> read(DroppedBody.parser().parseFrom(body));
      case SUMMARY -> SummaryCodec.read(SummaryBody.parser().parseFrom(body));
      case SNAPSHOT_OFFER -> SnapshotCodec.read(SnapshotOfferBody.parser().parseFrom(body));
      case SNAPSHOT_CHUNK -> SnapshotCodec.read(SnapshotChunkBody.parser().parseFrom(body));
      case LOG -> CareCodec.read(LogBody.parser().parseFrom(body));
      case REPORT -> CareCodec.read(ReportBody.parser().parseFrom(body));
      case ACK, COMMAND, TIME, CONFIG, SNAPSHOT_HAVE ->
          throw new IllegalArgumentException(kind + " does not go up");
    };
  }

  private static BirthBody write(Birth birth) {
    BirthBody.Builder body =
        BirthBody.newBuilder()
            .setEpoch(birth.epoch())
            .setConnectedAt(birth.connectedAt().toEpochMilli())
            .setSoftware(birth.software())
            .setPower(Codes.code(birth.power()))
            .setBearer(birth.bearer())
            .setConfigVersion(birth.configVersion());
    birth.sensors().forEach(sensor -> body.addSensors(sensor.value()));
    birth.tails().forEach(tail -> body.addTails(write(birth, tail)));
    birth.clock().ifPresent(clock -> body.setClock(Codes.code(clock)));
    return body.build();
  }

  private static TailBody write(Birth birth, Tail tail) {
    return TailBody.newBuilder()
        .setBefore(birth.epoch() - tail.epoch())
        .setReadings(tail.readings())
        .setEvents(tail.events())
        .setOpen(tail.open())
        .build();
  }

  private static Tail read(long epoch, TailBody body) {
    return new Tail(epoch - body.getBefore(), body.getReadings(), body.getEvents(), body.getOpen());
  }

  private static DeathBody write(Death death) {
    return DeathBody.newBuilder()
        .setEpoch(death.epoch())
        .setConnectedAt(death.connectedAt().toEpochMilli())
        .build();
  }

  private static UpMessage read(Presence presence) {
    return switch (presence.getStateCase()) {
      case BIRTH -> {
        BirthBody body = presence.getBirth();
        yield new Birth(
            body.getEpoch(),
            Instant.ofEpochMilli(body.getConnectedAt()),
            body.getSoftware(),
            Codes.power(body.getPower()),
            body.getSensorsList().stream().map(SensorId::new).toList(),
            body.getBearer(),
            body.getTailsList().stream().map(tail -> read(body.getEpoch(), tail)).toList(),
            Codes.clock(body.getClock()),
            body.getConfigVersion());
      }
      case DEATH ->
          new Death(
              presence.getDeath().getEpoch(),
              Instant.ofEpochMilli(presence.getDeath().getConnectedAt()));
      case STATE_NOT_SET -> throw new IllegalArgumentException("neither a birth nor a death");
    };
  }

  private static AlarmBody write(Alarm alarm) {
    AlarmBody.Builder body =
        AlarmBody.newBuilder()
            .setEpoch(alarm.epoch())
            .setSeq(alarm.seq())
            .setKind(Codes.code(alarm.kind()))
            .setRaised(alarm.raised())
            .setAt(alarm.at().toEpochMilli())
            .setValue(alarm.value());
    alarm.sensor().ifPresent(sensor -> body.setSensor(sensor.value()));
    DatingCodec.write(alarm.dating()).ifPresent(body::setDating);
    return body.build();
  }

  private static Alarm read(AlarmBody body) {
    return new Alarm(
        body.getEpoch(),
        body.getSeq(),
        Codes.alarm(body.getKind()),
        body.getRaised(),
        Instant.ofEpochMilli(body.getAt()),
        body.hasSensor() ? Optional.of(new SensorId(body.getSensor())) : Optional.empty(),
        body.getValue(),
        DatingCodec.read(body.hasDating(), body.getDating()));
  }

  private static PowerBody write(PowerChange change) {
    PowerBody.Builder body =
        PowerBody.newBuilder()
            .setEpoch(change.epoch())
            .setSeq(change.seq())
            .setState(Codes.code(change.state()))
            .setAt(change.at().toEpochMilli())
            .setBatteryMillivolts(change.batteryMillivolts())
            .setBatteryPercent(change.batteryPercent());
    DatingCodec.write(change.dating()).ifPresent(body::setDating);
    return body.build();
  }

  private static PowerChange read(PowerBody body) {
    return new PowerChange(
        body.getEpoch(),
        body.getSeq(),
        Codes.power(body.getState()),
        Instant.ofEpochMilli(body.getAt()),
        body.getBatteryMillivolts(),
        body.getBatteryPercent(),
        DatingCodec.read(body.hasDating(), body.getDating()));
  }

  private static DroppedBody write(Dropped dropped) {
    DroppedBody.Builder body =
        DroppedBody.newBuilder()
            .setEpoch(dropped.epoch())
            .setSeq(dropped.seq())
            .setAt(dropped.at().toEpochMilli())
            .setFirst(dropped.range().first())
            .setLast(dropped.range().last())
            .setFrom(dropped.from().toEpochMilli())
            .setTo(dropped.to().toEpochMilli())
            .setCount(dropped.count());
    DatingCodec.write(dropped.dating()).ifPresent(body::setDating);
    if (dropped.ofEpoch() == dropped.epoch()) {
      body.setStream(Codes.code(dropped.stream()));
    } else {
      body.setOfEpoch(dropped.ofEpoch()).setOfStream(Codes.code(dropped.stream()));
    }
    return body.build();
  }

  private static Dropped read(DroppedBody body) {
    return new Dropped(
        body.getEpoch(),
        body.getSeq(),
        Instant.ofEpochMilli(body.getAt()),
        Codes.stream(body.hasOfEpoch() ? body.getOfStream() : body.getStream()),
        new SeqRange(body.getFirst(), body.getLast()),
        body.getCount(),
        Instant.ofEpochMilli(body.getFrom()),
        Instant.ofEpochMilli(body.getTo()),
        DatingCodec.read(body.hasDating(), body.getDating()),
        body.hasOfEpoch() ? body.getOfEpoch() : body.getEpoch());
  }
}
