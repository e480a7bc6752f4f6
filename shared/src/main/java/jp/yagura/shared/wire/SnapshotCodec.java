package jp.yagura.shared.wire;

import com.google.protobuf.ByteString;
import java.time.Instant;
import java.util.Optional;
import jp.yagura.shared.id.CameraId;
import jp.yagura.shared.wire.CommandAction.TakePicture;
import jp.yagura.shared.wire.DownMessage.SnapshotHave;
import jp.yagura.shared.wire.UpMessage.SnapshotChunk;
import jp.yagura.shared.wire.UpMessage.SnapshotOffer;
import jp.yagura.shared.wire.proto.SnapshotChunkBody;
import jp.yagura.shared.wire.proto.SnapshotHaveBody;
import jp.yagura.shared.wire.proto.SnapshotOfferBody;
import jp.yagura.shared.wire.proto.TakePictureAction;

/// All that is said about pictures, up and down.
final class SnapshotCodec {
  private SnapshotCodec() {}

  static SnapshotOfferBody write(SnapshotOffer offer) {
    SnapshotOfferBody.Builder body =
        SnapshotOfferBody.newBuilder()
            .setEpoch(offer.epoch())
            .setSeq(offer.seq())
            .setTakenAt(offer.takenAt().toEpochMilli())
            .setMediaType(offer.mediaType())
            .setSize(offer.size())
            .setSha256(ByteString.copyFrom(offer.digest().toArray()))
            .setWidth(offer.width())
            .setHeight(offer.height())
            .setSizeClass(Codes.code(offer.sizeClass()))
            .setCamera(offer.camera().value());
    offer.inline().ifPresent(bytes -> body.setInline(ByteString.copyFrom(bytes.buffer())));
    return body.build();
  }

  static SnapshotOffer read(SnapshotOfferBody body) {
    return new SnapshotOffer(
        body.getEpoch(),
        body.getSeq(),
        Instant.ofEpochMilli(body.getTakenAt()),
        body.getMediaType(),
        body.getSize(),
        Sha256.ofDigest(body.getSha256().toByteArray()),
        body.getWidth(),
        body.getHeight(),
        Codes.pictureSize(body.getSizeClass()),
        new CameraId(body.getCamera()),
        body.getInline().isEmpty()
            ? Optional.empty()
            : Optional.of(Bytes.owning(body.getInline().toByteArray())));
  }

  static SnapshotChunkBody write(SnapshotChunk chunk) {
    return SnapshotChunkBody.newBuilder()
        .setEpoch(chunk.epoch())
        .setSeq(chunk.seq())
        .setSha256(ByteString.copyFrom(chunk.digest().toArray()))
        .setOffset(chunk.offset())
        .setData(ByteString.copyFrom(chunk.bytes().buffer()))
        .build();
  }

  static SnapshotChunk read(SnapshotChunkBody body) {
    return new SnapshotChunk(
        body.getEpoch(),
        body.getSeq(),
        Sha256.ofDigest(body.getSha256().toByteArray()),
        body.getOffset(),
        Bytes.owning(body.getData().toByteArray()));
  }

  static SnapshotHaveBody write(SnapshotHave have) {
    return SnapshotHaveBody.newBuilder()
        .setEpoch(have.epoch())
        .setSeq(have.seq())
        .setOffset(have.offset())
        .build();
  }

  static SnapshotHave read(SnapshotHaveBody body) {
    return new SnapshotHave(body.getEpoch(), body.getSeq(), body.getOffset());
  }

  static TakePictureAction write(TakePicture action) {
    TakePictureAction.Builder body =
        TakePictureAction.newBuilder().setSizeClass(Codes.code(action.size()));
    action.camera().ifPresent(camera -> body.setCamera(camera.value()));
    return body.build();
  }

  static TakePicture read(TakePictureAction body) {
    return new TakePicture(
        Codes.pictureSize(body.getSizeClass()),
        body.getCamera().isEmpty()
            ? Optional.empty()
            : Optional.of(new CameraId(body.getCamera())));
  }
}
