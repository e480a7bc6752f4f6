package jp.yagura.command.telemetry.watch;

import jakarta.inject.Singleton;
import java.util.List;
import jp.yagura.command.kernel.live.LiveItem;
import jp.yagura.command.kernel.live.LiveTopic;
import jp.yagura.command.site.SitePermissions;

@Singleton
final class LevelsTopic implements LiveTopic {

  static final String NAME = "levels";

  private final Present present;

  LevelsTopic(Present present) {
    this.present = present;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String permission() {
    return SitePermissions.READ;
  }

  @Override
  public List<? extends LiveItem> snapshot() {
    return present.read().levels();
  }
}
