package jp.yagura.agent;

import java.util.List;
import jp.yagura.agent.camera.PictureSink;
import jp.yagura.agent.outbox.Entry;
import jp.yagura.agent.outbox.Occurrence;
import jp.yagura.agent.outbox.Outbox;
import jp.yagura.agent.outbox.OutboxException;
import jp.yagura.agent.outbox.Picture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Commits what cameras see. While the disk refuses, pictures are let go: the next one comes in a
/// few minutes, and memory is for readings.
record PictureRecorder(Outbox outbox, Recorder recorder, Runnable onPicture)
    implements PictureSink {
  private static final Logger log = LoggerFactory.getLogger(PictureRecorder.class);

  @Override
  public void keep(List<Picture> pictures) {
    try {
      outbox.keep(pictures);
      onPicture.run();
    } catch (OutboxException e) {
      log.warn("outbox takes no picture reason={} why=\"{}\"", e.reason(), e.getMessage());
    }
  }

  @Override
  public void tell(Occurrence occurrence) {
    recorder.record(Entry.of(List.of(), List.of(occurrence)));
  }
}
