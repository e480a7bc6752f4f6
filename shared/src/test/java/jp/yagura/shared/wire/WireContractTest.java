package jp.yagura.shared.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import jp.yagura.shared.id.CameraId;
import jp.yagura.shared.id.SensorId;
import jp.yagura.shared.power.PowerState;
import jp.yagura.shared.wire.DownMessage.Command;
import jp.yagura.shared.wire.DownMessage.DurableAck;
import jp.yagura.shared.wire.DownMessage.SnapshotHave;
import jp.yagura.shared.wire.UpMessage.Alarm;
import jp.yagura.shared.wire.UpMessage.ReadingsBatch;
import jp.yagura.shared.wire.UpMessage.SnapshotChunk;
import jp.yagura.shared.wire.UpMessage.SnapshotOffer;
import jp.yagura.shared.wire.UpMessage.Status;
import org.junit.jupiter.api.Test;

/// Bytes that towers in the field already send. If one of these changes, old towers and new command
/// centers no longer understand one another: grow the contract by new fields instead.
class WireContractTest {
  private static final Instant AT = Instant.parse("2026-11-21T00:00:00Z");
  private static final long EPOCH = Instant.parse("2026-11-20T00:00:00Z").toEpochMilli();
  private static final SensorId WL = new SensorId("wl");

  @Test
  void aBatchOfReadings() {
    assertThat(
            hex(
                new ReadingsBatch(
                    EPOCH,
                    7,
                    List.of(
                        Reading.normal(WL, AT, 1200),
                        new Reading(new SensorId("rn"), AT.plusMillis(3), 15, Quality.SUSPECT),
                        Reading.missing(WL, AT.plusSeconds(60))))))
        .isEqualTo(
            "cd7b61500880f085e4be68100e18032202776c2202726e321355a1fb67180011ea6000192c03"
                + "257c001e0be03a0124");
  }

  @Test
  void anAlarm() {
    assertThat(hex(new Alarm(EPOCH, 3, AlarmKind.OVERFLOW, true, AT, Optional.of(WL), -1)))
        .isEqualTo("776f40a80880f085e4be681006180120012880e0b8b6bf683202776c3801");
  }

  @Test
  void aStatus() {
    assertThat(
            hex(new Status(AT, PowerState.BATTERY, 24_800, UpMessage.UNKNOWN, 2, Optional.of(AT))))
        .isEqualTo("462e7d010880e0b8b6bf68100218e1c10128043000");
  }

  @Test
  void anAcknowledgement() {
    assertThat(
            HexFormat.of()
                .formatHex(
                    Wire.encode(
                        new DurableAck(EPOCH, Stream.READINGS, 41, List.of(new SeqRange(44, 50))))))
        .isEqualTo("7a9302150880f085e4be6810011852220408581064");
  }

  @Test
  void aCommand() {
    Command command =
        new Command(
            UUID.fromString("0193a4b2-0000-7000-8000-00000000002a"),
            AT,
            AT.plusSeconds(60),
            new CommandAction.Resend(Stream.EVENTS, new SeqRange(1, 2)));
    assertThat(HexFormat.of().formatHex(Wire.encode(command)))
        .isEqualTo(
            "18bd5fb90a100193a4b200007000800000000000002a1080e0b8b6bf6818c089c0b6bf682a08"
                + "0802120408021004");
  }

  @Test
  void aThumbnailInItsOfferAndAPieceOfALargePicture() {
    Sha256 digest = Sha256.ofDigest(new byte[Sha256.BYTES]);
    Bytes bytes = Bytes.copyOf(new byte[] {1, 2, 3});
    assertThat(
            hex(
                new SnapshotOffer(
                    EPOCH,
                    5,
                    AT,
                    "image/jpeg",
                    3,
                    digest,
                    160,
                    90,
                    PictureSize.THUMBNAIL,
                    new CameraId("river"),
                    Optional.of(bytes))))
        .isEqualTo(
            "b057770f0880f085e4be68100a1880e0b8b6bf68220a696d6167652f6a706567280632200000"
                + "00000000000000000000000000000000000000000000000000000000000038a001405a48015205"
                + "72697665725a03010203");
    assertThat(hex(new SnapshotChunk(EPOCH, 6, digest, 8192, bytes)))
        .isEqualTo(
            "29bad7d60a200000000000000000000000000000000000000000000000000000000000000000"
                + "108080011a030102032080f085e4be68280c");
  }

  @Test
  void theAnswerToAnOfferAndTheWishForAPicture() {
    assertThat(HexFormat.of().formatHex(Wire.encode(new SnapshotHave(EPOCH, 6, 8192))))
        .isEqualTo("ba9baa0c0880f085e4be68100c18808001");
    Command wish =
        new Command(
            UUID.fromString("0193a4b2-0000-7000-8000-00000000002a"),
            AT,
            AT.plusSeconds(60),
            new CommandAction.TakePicture(PictureSize.THUMBNAIL, Optional.of(new CameraId("a"))));
    assertThat(HexFormat.of().formatHex(Wire.encode(wish)))
        .isEqualTo(
            "94bd588f0a100193a4b200007000800000000000002a1080e0b8b6bf6818c089c0b6bf688201"
                + "050801120161");
  }

  private static String hex(UpMessage message) {
    return HexFormat.of().formatHex(Wire.encode(message));
  }
}
