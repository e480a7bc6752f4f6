package jp.yagura.shared.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
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
import jp.yagura.shared.wire.UpMessage.Summary;
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
  void aStatusWithNewsOfABearer() {
    assertThat(
            hex(
                new Status(AT, PowerState.MAINS, 27_300, 100, 0, Optional.empty())
                    .with(
                        List.of(
                            new BearerReport(
                                "lte",
                                BearerReport.State.IN_USE,
                                1_234_567,
                                20_000_000,
                                new BearerReport.Budget(5_000_000, 0),
                                Optional.of(Duration.ofMillis(70)),
                                Optional.of(30))))))
        .isEqualTo(
            "cc9ec1dd0880e0b8b6bf68100118a5d501206542190a036c746510011887ad4b2080dac4"
                + "0928c096b1023847401f");
  }

  @Test
  void tenMinutesInSummary() {
    Summary summary =
        new Summary(
            AT,
            Duration.ofMinutes(10),
            List.of(
                new SensorSummary(WL, 300, 1200, 1250, 1300, 1298, AT.plusSeconds(598), false),
                new SensorSummary(new SensorId("rn"), 299, 0, 3, 9, 9, AT.plusSeconds(596), true)));
    assertThat(hex(summary))
        .isEqualTo(
            "74378c3a0880e0b8b6bf6810d8041a02776c1a02726e2204ac02ab022a03c41306320232"
                + "033a0232064202600c4a06f0bf24a0b024520101");
    assertThat(Wire.encode(summary)).hasSizeLessThan(70);
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
  void anAlarmOfABoxThatDoesNotKnowTheTime() {
    var alarm =
        new Alarm(
            EPOCH,
            3,
            AlarmKind.TEST,
            true,
            AT,
            Optional.empty(),
            0,
            new Dating.Aged(Duration.ofSeconds(2)));
    assertThat(hex(alarm)).isEqualTo("31113b850880f085e4be681006180520012880e0b8b6bf68520318d00f");
  }

  @Test
  void aBatchThatWasDatedAnewLaterAndOneThatNeverWillBe() {
    assertThat(hex(dated(new Dating.Corrected(Duration.ofHours(1)))))
        .isEqualTo("1bebc28a0880f085e4be68100e18012202776c320955a1fb6718000c960052050880bab703");
    assertThat(hex(dated(Dating.UNCERTAIN)))
        .isEqualTo("b1c4f5130880f085e4be68100e18012202776c320955a1fb6718000c960052021001");
  }

  private static ReadingsBatch dated(Dating dating) {
    List<Reading> readings = List.of(Reading.normal(WL, AT, 1200));
    return new ReadingsBatch(EPOCH, 7, readings, Optional.empty(), false, dating);
  }

  @Test
  void theTime() {
    assertThat(
            HexFormat.of()
                .formatHex(Wire.encode(new DownMessage.TimeIs(AT, AT.plusSeconds(1), true))))
        .isEqualTo("52db1e4d0880e0b8b6bf6810d0efb8b6bf681801");
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
