package jp.yagura.agent.camera;

import java.util.List;
import jp.yagura.agent.clock.Stamp;
import jp.yagura.agent.outbox.Occurrence;
import jp.yagura.agent.outbox.Picture;

/// Where pictures go, and what there is to say about cameras.
public interface PictureSink {

  /// Of one moment.
  ///
  /// @param stamp how that moment was told
  void keep(List<Picture> pictures, Stamp stamp);

  void tell(Occurrence occurrence, Stamp stamp);
}
