package jp.yagura.shared.wire;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import jp.yagura.shared.wire.CareResult.CommandResult;
import jp.yagura.shared.wire.CareResult.ConfigResult;
import jp.yagura.shared.wire.CareResult.RenewalWanted;
import jp.yagura.shared.wire.UpMessage.LogPart;
import jp.yagura.shared.wire.UpMessage.Report;
import jp.yagura.shared.wire.proto.CommandFateCode;
import jp.yagura.shared.wire.proto.CommandResultBody;
import jp.yagura.shared.wire.proto.ConfigOutcomeCode;
import jp.yagura.shared.wire.proto.ConfigResultBody;
import jp.yagura.shared.wire.proto.LogBody;
import jp.yagura.shared.wire.proto.RefusalCode;
import jp.yagura.shared.wire.proto.RefusalCountBody;
import jp.yagura.shared.wire.proto.RenewalBody;
import jp.yagura.shared.wire.proto.ReportBody;

/// What a tower tells of its care: results and logs.
final class CareCodec {
  private static final int UUID_BYTES = 16;

  private CareCodec() {}

  static LogBody write(LogPart part) {
    return LogBody.newBuilder()
        .setCommand(write(part.command()))
        .setPart(part.part())
        .setParts(part.parts())
        .setData(ByteString.copyFrom(part.data().buffer()))
        .build();
  }

  static LogPart read(LogBody body) {
    return new LogPart(
        uuid(body.getCommand()),
        body.getPart(),
        body.getParts(),
        Bytes.owning(body.getData().toByteArray()));
  }

  static ReportBody write(Report report) {
    ReportBody.Builder body = ReportBody.newBuilder().setAt(report.at().toEpochMilli());
    report.result().ifPresent(result -> write(result, body));
    for (OrderRefusal reason : OrderRefusal.values()) {
      if (report.refused().containsKey(reason)) {
        body.addRefused(
            RefusalCountBody.newBuilder()
                .setReason(code(reason))
                .setCount(report.refused().get(reason)));
      }
    }
    return body.build();
  }

  private static void write(CareResult result, ReportBody.Builder body) {
    switch (result) {
      case CommandResult(UUID command, CareResult.Fate fate, String ja, String en) ->
          body.setCommand(
              CommandResultBody.newBuilder()
                  .setCommand(write(command))
                  .setFate(code(fate))
                  .setJa(ja)
                  .setEn(en));
      case ConfigResult(long version, CareResult.Outcome outcome, String ja, String en, long now) ->
          body.setConfig(
              ConfigResultBody.newBuilder()
                  .setVersion(version)
                  .setOutcome(code(outcome))
                  .setJa(ja)
                  .setEn(en)
                  .setInForce(now));
      case RenewalWanted(Bytes request, Bytes signature) ->
          body.setRenewal(
              RenewalBody.newBuilder()
                  .setRequest(ByteString.copyFrom(request.buffer()))
                  .setSignature(ByteString.copyFrom(signature.buffer())));
    }
  }

  static Report read(ReportBody body) {
    Optional<CareResult> result =
        switch (body.getResultCase()) {
          case COMMAND ->
              Optional.of(
                  new CommandResult(
                      uuid(body.getCommand().getCommand()),
                      fate(body.getCommand().getFate()),
                      body.getCommand().getJa(),
                      body.getCommand().getEn()));
          case CONFIG ->
              Optional.of(
                  new ConfigResult(
                      body.getConfig().getVersion(),
                      outcome(body.getConfig().getOutcome()),
                      body.getConfig().getJa(),
                      body.getConfig().getEn(),
                      body.getConfig().getInForce()));
          case RENEWAL ->
              Optional.of(
                  new RenewalWanted(
                      Bytes.owning(body.getRenewal().getRequest().toByteArray()),
                      Bytes.owning(body.getRenewal().getSignature().toByteArray())));
          case RESULT_NOT_SET -> Optional.empty();
        };
    Map<OrderRefusal, Long> refused = new EnumMap<>(OrderRefusal.class);
    body.getRefusedList().forEach(one -> refused.put(refusal(one.getReason()), one.getCount()));
    return new Report(Instant.ofEpochMilli(body.getAt()), result, refused);
  }

  static ByteString write(UUID id) {
    ByteBuffer bytes = ByteBuffer.allocate(UUID_BYTES);
    bytes.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits()).flip();
    return ByteString.copyFrom(bytes);
  }

  static UUID uuid(ByteString bytes) {
    if (bytes.size() != UUID_BYTES) {
      throw new IllegalArgumentException("an id has 16 bytes, not " + bytes.size());
    }
    ByteBuffer buffer = bytes.asReadOnlyByteBuffer();
    return new UUID(buffer.getLong(), buffer.getLong());
  }

  private static CommandFateCode code(CareResult.Fate fate) {
    return switch (fate) {
      case RECEIVED -> CommandFateCode.COMMAND_FATE_RECEIVED;
      case DONE -> CommandFateCode.COMMAND_FATE_DONE;
      case REFUSED -> CommandFateCode.COMMAND_FATE_REFUSED;
    };
  }

  private static CareResult.Fate fate(CommandFateCode code) {
    return switch (code) {
      case COMMAND_FATE_RECEIVED -> CareResult.Fate.RECEIVED;
      case COMMAND_FATE_DONE -> CareResult.Fate.DONE;
      case COMMAND_FATE_REFUSED -> CareResult.Fate.REFUSED;
      case COMMAND_FATE_UNKNOWN, UNRECOGNIZED -> throw unknown("fate");
    };
  }

  private static ConfigOutcomeCode code(CareResult.Outcome outcome) {
    return switch (outcome) {
      case APPLIED -> ConfigOutcomeCode.CONFIG_OUTCOME_APPLIED;
      case REFUSED -> ConfigOutcomeCode.CONFIG_OUTCOME_REFUSED;
      case TAKEN_BACK -> ConfigOutcomeCode.CONFIG_OUTCOME_TAKEN_BACK;
    };
  }

  private static CareResult.Outcome outcome(ConfigOutcomeCode code) {
    return switch (code) {
      case CONFIG_OUTCOME_APPLIED -> CareResult.Outcome.APPLIED;
      case CONFIG_OUTCOME_REFUSED -> CareResult.Outcome.REFUSED;
      case CONFIG_OUTCOME_TAKEN_BACK -> CareResult.Outcome.TAKEN_BACK;
      case CONFIG_OUTCOME_UNKNOWN, UNRECOGNIZED -> throw unknown("outcome");
    };
  }

  private static RefusalCode code(OrderRefusal reason) {
    return switch (reason) {
      case UNSIGNED -> RefusalCode.REFUSAL_UNSIGNED;
      case FORGED -> RefusalCode.REFUSAL_FORGED;
      case EXPIRED -> RefusalCode.REFUSAL_EXPIRED;
      case REPLAYED -> RefusalCode.REFUSAL_REPLAYED;
      case FOREIGN -> RefusalCode.REFUSAL_FOREIGN;
      case FLOOD -> RefusalCode.REFUSAL_FLOOD;
      case NOT_ENROLLED -> RefusalCode.REFUSAL_NOT_ENROLLED;
      case FAILED -> RefusalCode.REFUSAL_FAILED;
    };
  }

  private static OrderRefusal refusal(RefusalCode code) {
    return switch (code) {
      case REFUSAL_UNSIGNED -> OrderRefusal.UNSIGNED;
      case REFUSAL_FORGED -> OrderRefusal.FORGED;
      case REFUSAL_EXPIRED -> OrderRefusal.EXPIRED;
      case REFUSAL_REPLAYED -> OrderRefusal.REPLAYED;
      case REFUSAL_FOREIGN -> OrderRefusal.FOREIGN;
      case REFUSAL_FLOOD -> OrderRefusal.FLOOD;
      case REFUSAL_NOT_ENROLLED -> OrderRefusal.NOT_ENROLLED;
      case REFUSAL_FAILED -> OrderRefusal.FAILED;
      case REFUSAL_UNKNOWN, UNRECOGNIZED -> throw unknown("refusal");
    };
  }

  private static IllegalArgumentException unknown(String what) {
    return new IllegalArgumentException("a " + what + " that this version does not know");
  }
}
