package jp.yagura.command.kernel.health;

import jakarta.inject.Singleton;
import java.util.List;
import jp.yagura.command.kernel.live.LiveItem;
import jp.yagura.command.kernel.live.LiveTopic;

@Singleton
final class SystemTopic implements LiveTopic {

  static final String PERMISSION = "system.read";

  private final SystemNotices notices;

  SystemTopic(SystemNotices notices) {
    this.notices = notices;
  }

  @Override
  public String name() {
    return SystemNotices.TOPIC;
  }

  @Override
  public String permission() {
    return PERMISSION;
  }

  @Override
  public List<? extends LiveItem> snapshot() {
    return notices.all();
  }
}
