package jp.yagura.command.site;

import jakarta.inject.Singleton;
import java.util.List;
import jp.yagura.command.kernel.db.Database;
import jp.yagura.command.kernel.live.LiveItem;
import jp.yagura.command.kernel.live.LiveTopic;

@Singleton
final class SitesTopic implements LiveTopic {

  static final String NAME = "sites";

  private final Database database;

  SitesTopic(Database database) {
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
    return database.read(SiteRows::all).stream().map(row -> SiteItem.of(row.site())).toList();
  }
}
