package jp.yagura.command.telemetry.watch;

import jakarta.inject.Singleton;
import java.util.List;
import jp.yagura.command.kernel.live.LiveItem;
import jp.yagura.command.kernel.live.LiveTopic;
import jp.yagura.command.site.SitePermissions;

@Singleton
final class StationsTopic implements LiveTopic {

  static final String NAME = "stations";

  private final Present present;

  StationsTopic(Present present) {
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
    return present.read().stations();
  }
}
