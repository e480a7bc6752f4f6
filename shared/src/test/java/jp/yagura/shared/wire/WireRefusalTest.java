package jp.yagura.shared.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import jp.yagura.shared.id.CameraId;
import jp.yagura.shared.id.SensorId;
import jp.yagura.shared.power.PowerState;
import jp.yagura.shared.wire.Decoded.Accepted;
import jp.yagura.shared.wire.Decoded.Reason;
import jp.yagura.shared.wire.Decoded.Refused;
import jp.yagura.shared.wire.UpMessage.Birth;
import jp.yagura.shared.wire.UpMessage.Death;
import jp.yagura.shared.wire.UpMessage.ReadingsBatch;
import jp.yagura.shared.wire.UpMessage.SnapshotChunk;
import jp.yagura.shared.wire.UpMessage.SnapshotOffer;
import jp.yagura.shared.wire.proto.AckBody;
import jp.yagura.shared.wire.proto.AlarmBody;
import jp.yagura.shared.wire.proto.CommandBody;
import jp.yagura.shared.wire.proto.PowerBody;
import jp.yagura.shared.wire.proto.PowerStateCode;
import jp.yagura.shared.wire.proto.Presence;
import jp.yagura.shared.wire.proto.ReadingsBody;
import jp.yagura.shared.wire.proto.SnapshotOfferBody;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WireRefusalTest {

  @Property(tries = 300)
  void everyTruncationIsRefused(@ForAll("up") UpMessage message) {
    byte[] payload = Wire.encode(message);
    int step = Math.max(1, payload.length / 300);
    for (int length = 0; length < payload.length; length += step) {
      assertRefused(message.topicKind(), Arrays.copyOf(payload, length));
    }
  }

  @Property
  void everyChangedByteIsRefused(
      @ForAll("up") UpMessage message,
      @ForAll @IntRange(min = 0) int place,
      @ForAll @IntRange(min = 1, max = 255) int change) {
    byte[] payload = Wire.encode(message);
    payload[place % payload.length] ^= (byte) change;
    assertRefused(message.topicKind(), payload);
  }

  @Property
  void manyChangedBytesAreRefused(
      @ForAll("up") UpMessage message, @ForAll @Size(min = 1, max = 64) byte[] noise) {
    byte[] payload = Wire.encode(message);
    byte[] changed = payload.clone();
    for (int i = 0; i < noise.length; i++) {
      changed[(i * 31) % changed.length] ^= noise[i];
    }
    if (!Arrays.equals(payload, changed)) {
      assertRefused(message.topicKind(), changed);
    }
  }

  @Property
  void addedBytesAreRefused(
      @ForAll("up") UpMessage message, @ForAll @Size(min = 1, max = 64) byte[] tail) {
    byte[] payload = Wire.encode(message);
    byte[] longer = Arrays.copyOf(payload, payload.length + tail.length);
    System.arraycopy(tail, 0, longer, payload.length, tail.length);
    assertRefused(message.topicKind(), longer);
  }

  @Property(tries = 300)
  void aMessageUnderAnotherKindIsRefused(@ForAll("up") UpMessage message) {
    for (Kind kind : Kind.values()) {
      if (kind != message.topicKind()) {
        assertRefused(kind, Wire.encode(message));
      }
    }
  }

  @Property(tries = 5000)
  void noBytesThrowNotEvenWithARightChecksum(
      @ForAll @Size(max = 200) byte[] body, @ForAll Kind kind) {
    byte[] payload = sealed(kind, body);
    Decoded<?> decoded =
        kind.direction() == Direction.UP
            ? Wire.decodeUp(kind, payload)
            : Wire.decodeDown(kind, payload);
    if (decoded instanceof Refused<?>(Reason reason, String detail)) {
      assertThat(reason).isIn(Reason.MALFORMED, Reason.INVALID);
      assertThat(detail).doesNotContainPattern("\\p{Cntrl}").hasSizeLessThan(300);
    }
  }

  @Property(tries = 2000)
  void noMutatedBodyThrowsEvenWithARightChecksum(
      @ForAll("up") UpMessage message, @ForAll @Size(min = 1, max = 16) byte[] noise) {
    byte[] payload = Wire.encode(message);
    byte[] body = Arrays.copyOfRange(payload, Frame.HEADER, payload.length);
    for (int i = 0; i < noise.length && body.length > 0; i++) {
      body[Math.floorMod(noise[i] * 131 + i * 17, body.length)] ^= noise[i];
    }
    Decoded<UpMessage> decoded =
        Wire.decodeUp(message.topicKind(), sealed(message.topicKind(), body));
    if (decoded instanceof Accepted<UpMessage>(UpMessage read)) {
      // whatever is let in is a message like any other
      assertThat(Wire.decodeUp(read.topicKind(), Wire.encode(read)))
          .isEqualTo(new Accepted<>(read));
    }
  }

  @ParameterizedTest
  @EnumSource
  void anEmptyPayloadIsTooShort(Kind kind) {
    assertThat(refusal(kind, new byte[0]).reason()).isEqualTo(Reason.TOO_SHORT);
  }

  @ParameterizedTest
  @EnumSource
  void anOversizedPayloadIsNotEvenLookedAt(Kind kind) {
    assertThat(refusal(kind, new byte[Wire.MAX_PAYLOAD + 1]).reason()).isEqualTo(Reason.TOO_LARGE);
  }

  @Test
  void aKindIsReadInItsOwnDirectionOnly() {
    byte[] payload = Wire.encode(new Death(1, Instant.EPOCH));
    assertThat(Wire.decodeDown(Kind.BIRTH, payload))
        .isInstanceOfSatisfying(
            Refused.class, r -> assertThat(r.reason()).isEqualTo(Reason.WRONG_DIRECTION));
  }

  @Test
  void aBatchHasOneToAThousandReadingsOfAtMostSixteenSensors() {
    assertThatIllegalArgumentException().isThrownBy(() -> batch(0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> batch(1001, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> batch(17, 17));
    assertThat(batch(1000, 16).range()).isEqualTo(new SeqRange(1, 1000));
  }

  @Test
  void aBatchThatBreaksItsLimitsOnTheWireIsRefused() {
    invalid(body -> body.setCount(0));
    invalid(body -> body.setCount(1001));
    invalid(body -> body.setCount(-1));
    invalid(body -> body.setCount(2));
    invalid(body -> body.setCount(4));
    invalid(body -> body.setColumns(body.getColumns().substring(1)));
    invalid(body -> body.setColumns(body.getColumns().concat(bytes(0))));
    invalid(body -> body.setColumns(bytes(0xFF, 0xFF)));
    invalid(body -> body.clearColumns());
    invalid(body -> body.clearSensors());
    invalid(body -> body.addSensors("SHOUTING"));
    invalid(body -> body.setFirstSeq(0));
    invalid(body -> body.setFirstSeq(Long.MAX_VALUE));
    invalid(body -> body.setEpoch(-1));
    invalid(body -> body.setOrder(bytes(0, 5)));
    invalid(body -> body.setOrder(bytes(0)));
    invalid(body -> body.setQualities(bytes(0b1111)));
    invalid(body -> body.setQualities(bytes(0, 0)));
    invalid(
        body -> {
          for (int i = 0; i < 17; i++) {
            body.addSensors("s" + i);
          }
        });
  }

  @Test
  void whatThisVersionDoesNotKnowIsRefusedNotGuessed() {
    assertInvalid(Kind.BIRTH, Presence.getDefaultInstance().toByteArray());
    assertInvalid(
        Kind.POWER, PowerBody.newBuilder().setSeq(1).setStateValue(99).build().toByteArray());
    assertInvalid(
        Kind.ALARM, AlarmBody.newBuilder().setSeq(1).setKindValue(99).build().toByteArray());
    assertInvalid(Kind.ACK, AckBody.newBuilder().setStreamValue(99).build().toByteArray());
    assertInvalid(
        Kind.COMMAND, CommandBody.newBuilder().setId(bytes(new int[16])).build().toByteArray());
    assertInvalid(Kind.COMMAND, CommandBody.getDefaultInstance().toByteArray());
    assertInvalid(
        Kind.SNAPSHOT_OFFER,
        SnapshotOfferBody.newBuilder().setSeq(1).setWidth(1).setHeight(1).build().toByteArray());
  }

  @Test
  void aFieldThatALaterVersionAddedIsNoReasonToRefuse() throws Exception {
    // field 15, a varint: appended as a newer sender would
    byte[] known =
        PowerBody.newBuilder()
            .setSeq(1)
            .setState(PowerStateCode.POWER_STATE_MAINS)
            .build()
            .toByteArray();
    byte[] newer = Arrays.copyOf(known, known.length + 2);
    newer[known.length] = 15 << 3;
    newer[known.length + 1] = 42;
    assertThat(Wire.decodeUp(Kind.POWER, sealed(Kind.POWER, newer))).isInstanceOf(Accepted.class);
  }

  @Test
  void textsAreShortPlainText() {
    assertThatIllegalArgumentException().isThrownBy(() -> birth("b".repeat(33)));
    assertThatIllegalArgumentException().isThrownBy(() -> birth("lte\nfake log line"));
    assertThatIllegalArgumentException().isThrownBy(() -> birth("\uD800"));
    assertThat(birth("衛星").bearer()).isEqualTo("衛星");
  }

  @Test
  void aTimeBeyondTheMillisecondsOfALongIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Death(1, Instant.MAX));
    assertThatIllegalArgumentException().isThrownBy(() -> new Death(1, Instant.MIN));
  }

  @Test
  void aChunkIsNeverLargerThanAPayload() {
    Sha256 digest = Sha256.of(new byte[0]);
    Bytes most = Bytes.copyOf(new byte[Wire.MAX_CHUNK]);
    assertThat(
            Wire.encode(
                    new SnapshotChunk(
                        Long.MAX_VALUE,
                        Long.MAX_VALUE,
                        digest,
                        Wire.MAX_PICTURE - most.size(),
                        most))
                .length)
        .isLessThanOrEqualTo(Wire.MAX_PAYLOAD);
    Bytes tooMany = Bytes.copyOf(new byte[Wire.MAX_CHUNK + 1]);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SnapshotChunk(1, 1, digest, 0, tooMany));
    Bytes none = Bytes.copyOf(new byte[0]);
    assertThatIllegalArgumentException().isThrownBy(() -> new SnapshotChunk(1, 1, digest, 0, none));
  }

  @Test
  void aPictureIsOfAnyUsefulSizeAndInItsOfferWholeOrNotAtAll() {
    assertThat(offer(Wire.MAX_PICTURE, Optional.empty()).size()).isEqualTo(Wire.MAX_PICTURE);
    assertThatIllegalArgumentException().isThrownBy(() -> offer(0, Optional.empty()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> offer(Wire.MAX_PICTURE + 1, Optional.empty()));
    Bytes most = Bytes.copyOf(new byte[Wire.MAX_INLINE]);
    assertThat(offer(most.size(), Optional.of(most)).inline()).contains(most);
    assertThatIllegalArgumentException().isThrownBy(() -> offer(7, Optional.of(most)));
    Bytes tooMany = Bytes.copyOf(new byte[Wire.MAX_INLINE + 1]);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> offer(tooMany.size(), Optional.of(tooMany)));
  }

  @Test
  void aPieceOfNoPictureThatCouldBeIsRefused() {
    Bytes one = Bytes.copyOf(new byte[1]);
    Sha256 digest = Sha256.of(new byte[0]);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SnapshotChunk(1, 1, digest, Wire.MAX_PICTURE, one));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SnapshotChunk(1, 1, digest, Long.MAX_VALUE, one));
    assertThatIllegalArgumentException().isThrownBy(() -> new SnapshotChunk(1, 0, digest, 0, one));
  }

  private static SnapshotOffer offer(long size, Optional<Bytes> inline) {
    return new SnapshotOffer(
        1,
        1,
        Instant.EPOCH,
        "image/jpeg",
        size,
        Sha256.of(new byte[0]),
        1,
        1,
        PictureSize.FULL,
        new CameraId("river"),
        inline);
  }

  private static Birth birth(String bearer) {
    return new Birth(1, Instant.EPOCH, "test", PowerState.MAINS, List.of(), bearer);
  }

  private static ReadingsBatch batch(int readings, int sensors) {
    List<Reading> list =
        IntStream.range(0, readings)
            .mapToObj(i -> Reading.normal(new SensorId("s" + i % sensors), Instant.EPOCH, i))
            .toList();
    return new ReadingsBatch(1, 1, list);
  }

  private static ByteString threeReadings() {
    var columns = new BitWriter();
    Column.write(columns, 0, new long[] {1, 2, 4});
    Column.write(columns, 0, new long[] {1, 1_000, 5});
    return ByteString.copyFrom(columns.toByteArray());
  }

  /// Three good readings of one sensor, then spoilt.
  private static void invalid(Consumer<ReadingsBody.Builder> spoil) {
    ReadingsBody.Builder body =
        ReadingsBody.newBuilder()
            .setEpoch(1)
            .setFirstSeq(1)
            .setCount(3)
            .addSensors("wl")
            .setColumns(threeReadings());
    assertThat(Wire.decodeUp(Kind.READINGS, sealed(Kind.READINGS, body.build().toByteArray())))
        .isInstanceOf(Accepted.class);
    spoil.accept(body);
    assertInvalid(Kind.READINGS, body.build().toByteArray());
  }

  private static void assertInvalid(Kind kind, byte[] body) {
    assertThat(refusal(kind, sealed(kind, body)).reason()).isEqualTo(Reason.INVALID);
  }

  private static void assertRefused(Kind kind, byte[] payload) {
    assertThat(refusal(kind, payload).reason()).isIn(Reason.CHECKSUM, Reason.TOO_SHORT);
  }

  private static Refused<?> refusal(Kind kind, byte[] payload) {
    Decoded<?> decoded =
        kind.direction() == Direction.UP
            ? Wire.decodeUp(kind, payload)
            : Wire.decodeDown(kind, payload);
    assertThat(decoded).isInstanceOf(Refused.class);
    return (Refused<?>) decoded;
  }

  private static ByteString bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return ByteString.copyFrom(bytes);
  }

  /// A frame with a right checksum around any body, as only somebody with bad intentions makes it.
  private static byte[] sealed(Kind kind, byte[] body) {
    CRC32C checksum = new CRC32C();
    checksum.update(kind.code());
    checksum.update(body);
    return ByteBuffer.allocate(4 + body.length).putInt((int) checksum.getValue()).put(body).array();
  }

  @Provide
  Arbitrary<UpMessage> up() {
    return Messages.up();
  }
}
