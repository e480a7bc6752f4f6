package jp.yagura.command.telemetry;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;

/**
 * Says something once when it begins and then how often it happened, instead of ten thousand times.
 */
public final class BurstLog {

  private static final Duration QUIET = Duration.ofMinutes(1);
  private static final int MOST_KINDS = 200;

  private final Logger log;
  private final InstantSource clock;
  private final Map<String, Burst> bursts = new HashMap<>();

  private record Burst(Instant saidAt, long unsaid) {}

  public BurstLog(Logger log, InstantSource clock) {
    this.log = log;
    this.clock = clock;
  }

  /**
   * @param kind what counts as the same
   */
  public synchronized void warn(String kind, String sentence) {
    Instant now = clock.instant();
    Burst burst = bursts.get(kind);
    if (burst != null && burst.saidAt().plus(QUIET).isAfter(now)) {
      bursts.put(kind, new Burst(burst.saidAt(), burst.unsaid() + 1));
      return;
    }
    if (bursts.size() >= MOST_KINDS) {
      bursts.clear(); // an attacker who invents kinds gets more lines, not more memory
    }
    bursts.put(kind, new Burst(now, 0));
    String before =
        burst == null || burst.unsaid() == 0
            ? ""
            : " (and " + burst.unsaid() + " more like it since)";
    log.warn("{}{}", sentence, before);
  }
}
