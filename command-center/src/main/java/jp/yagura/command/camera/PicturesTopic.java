package jp.yagura.command.camera;

import jakarta.inject.Singleton;
import java.util.List;
import jp.yagura.command.kernel.db.Database;
import jp.yagura.command.kernel.live.LiveItem;
import jp.yagura.command.kernel.live.LiveTopic;
import jp.yagura.command.site.SitePermissions;

@Singleton
final class PicturesTopic implements LiveTopic {

  static final String NAME = "cameras";

  private final Database database;

  PicturesTopic(Database database) {
    this.database = database;
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
    return database.read(CameraTable::all);
  }
}
