package jp.yagura.command.kernel.health;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import jp.yagura.command.kernel.health.SystemNotice.Severity;
import jp.yagura.command.kernel.live.Live;

/** The notices that stand at this moment. */
@Singleton
public final class SystemNotices {

  static final String TOPIC = "system";

  private final Live live;
  private final Clock clock;
  private final Map<String, SystemNotice> standing = new ConcurrentSkipListMap<>();

  SystemNotices(Live live, Clock clock) {
    this.live = live;
    this.clock = clock;
  }

  /** Puts a notice up; the same id again changes its words but not since when it stands. */
  public void raise(String id, Severity severity, String ja, String en) {
    SystemNotice notice =
        standing.merge(
            id,
            new SystemNotice(id, severity, ja, en, clock.instant()),
            (old, now) -> new SystemNotice(id, severity, ja, en, old.since()));
    live.publishNow(TOPIC, List.of(notice), List.of());
  }

  public void clear(String id) {
    if (standing.remove(id) != null) {
      live.publishNow(TOPIC, List.of(), List.of(id));
    }
  }

  List<SystemNotice> all() {
    return List.copyOf(standing.values());
  }
}
