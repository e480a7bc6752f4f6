package jp.yagura.command.telemetry.watch;

import java.time.Duration;
import java.time.Instant;
import jp.yagura.command.site.Site;
import jp.yagura.shared.wire.UpMessage;

/** What came of a tower itself, not in custody: only the newest matters. */
public sealed interface StationNews {

  Site site();

  /** Anything at all came from the site, by its own connection. */
  record Heard(Site site, Instant at) implements StationNews {}

  record Born(Site site, UpMessage.Birth birth, Instant at, boolean retained)
      implements StationNews {}

  record Died(Site site, UpMessage.Death death, Instant at) implements StationNews {}

  /** It sends summaries of so long a window in place of readings. */
  record SummedUp(Site site, Duration span) implements StationNews {}

  record Reported(Site site, UpMessage.Status status, Instant at) implements StationNews {}
}
