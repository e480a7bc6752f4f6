package jp.yagura.command.kernel.health;

import io.micronaut.context.BeanProvider;
import jakarta.inject.Singleton;
import java.util.List;
import jp.yagura.command.kernel.live.LiveItem;
import jp.yagura.command.kernel.live.LiveTopic;

@Singleton
final class SystemTopic implements LiveTopic {

  private final BeanProvider<SystemNotices> notices;

  SystemTopic(BeanProvider<SystemNotices> notices) {
    this.notices = notices;
  }

  @Override
  public String name() {
    return SystemNotices.TOPIC;
  }

  @Override
  public String permission() {
    return "system.read";
  }

  @Override
  public List<? extends LiveItem> snapshot() {
    return notices.get().all();
  }
}
