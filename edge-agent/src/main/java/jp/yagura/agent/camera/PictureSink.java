package jp.yagura.agent.camera;

import java.util.List;
import jp.yagura.agent.outbox.Occurrence;
import jp.yagura.agent.outbox.Picture;

/// Where pictures go, and what there is to say about cameras.
public interface PictureSink {

  /// Of one moment.
  void keep(List<Picture> pictures);

  void tell(Occurrence occurrence);
}
