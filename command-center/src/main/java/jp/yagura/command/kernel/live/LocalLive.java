package jp.yagura.command.kernel.live;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import jp.yagura.command.kernel.db.Transaction;

/** One node: what is committed goes straight to the hub, in commit order. */
@Singleton
@Requires(property = "yagura.database.kind", notEquals = "postgresql")
final class LocalLive implements Live {

  private final LiveHub hub;
  private final Clock clock;

  LocalLive(LiveHub hub, Clock clock) {
    this.hub = hub;
    this.clock = clock;
  }

  @Override
  public void publish(
      Transaction transaction, String topic, List<? extends LiveItem> put, List<String> remove) {
    transaction.afterCommit(() -> publishNow(topic, put, remove));
  }

  @Override
  public void publishNow(String topic, List<? extends LiveItem> put, List<String> remove) {
    hub.accept(new LiveChange(topic, put, remove, clock.instant()));
  }
}
