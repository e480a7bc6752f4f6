package jp.yagura.agent;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import jp.yagura.agent.camera.PictureSink;
import jp.yagura.agent.clock.Stamp;
import jp.yagura.agent.onthespot.LastPicture;
import jp.yagura.agent.outbox.Entry;
import jp.yagura.agent.outbox.Occurrence;
import jp.yagura.agent.outbox.Outbox;
import jp.yagura.agent.outbox.OutboxException;
import jp.yagura.agent.outbox.Picture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Commits what cameras see. While the disk refuses, pictures are let go: the next one comes in a
/// few minutes, and memory is for readings. The newest one is remembered for whoever stands beside
/// the box, whether it could be kept or not.
final class PictureRecorder implements PictureSink {
  private static final Logger log = LoggerFactory.getLogger(PictureRecorder.class);

  private final Outbox outbox;
  private final Recorder recorder;
  private final Runnable onPicture;
  private volatile Optional<LastPicture.Picture> newest = Optional.empty();

  PictureRecorder(Outbox outbox, Recorder recorder, Runnable onPicture) {
    this.outbox = outbox;
    this.recorder = recorder;
    this.onPicture = onPicture;
  }

  @Override
  public void keep(List<Picture> pictures, Stamp stamp) {
    newest =
        pictures.stream()
            .max(Comparator.comparing(Picture::size))
            .map(largest -> new LastPicture.Picture(largest.takenAt(), largest.jpeg()));
    try {
      outbox.keep(pictures, stamp);
      onPicture.run();
    } catch (OutboxException e) {
      log.warn("outbox takes no picture reason={} why=\"{}\"", e.reason(), e.getMessage());
    }
  }

  @Override
  public void tell(Occurrence occurrence, Stamp stamp) {
    recorder.record(Entry.of(List.of(), List.of(occurrence)).stamped(stamp));
  }

  Optional<LastPicture.Picture> newest() {
    return newest;
  }
}
