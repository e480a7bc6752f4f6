package jp.yagura.command.telemetry.watch;

import java.time.Duration;
import java.time.Instant;

/** How far a value can be taken for what is now. Told from its age and the site's own cadence. */
enum Freshness {
  /** As fresh as it can be. */
  LIVE,
  /** 遅れ: the next one should have come. */
  LATE,
  /** 遅着: values come in again, but from the past; the tower is catching up. */
  BACKFILLED,
  /** 途絶: nothing for so long that the value says nothing about now. */
  SILENT,
  /** 未報告: never heard of. */
  NEVER;

  private static final int LATE_AFTER = 2;
  private static final int SILENT_AFTER = 6;

  /** For the way from the sensor to here, whatever the cadence. */
  private static final Duration GRACE = Duration.ofSeconds(3);

  static Freshness ofValue(
      Instant observedAt, Instant receivedAt, Duration cadence, boolean online, Instant now) {
    if (observedAt.equals(Instant.EPOCH)) {
      return NEVER;
    }
    if (isWithin(observedAt, now, cadence, LATE_AFTER)) {
      return LIVE;
    }
    if (!online) {
      return SILENT;
    }
    if (isWithin(receivedAt, now, cadence, LATE_AFTER)) {
      return BACKFILLED;
    }
    return isWithin(observedAt, now, cadence, SILENT_AFTER) ? LATE : SILENT;
  }

  /** Of a tower as a whole, from when anything at all was heard of it. */
  static Freshness ofStation(Instant lastHeardAt, Duration cadence, boolean online, Instant now) {
    if (lastHeardAt.equals(Instant.EPOCH)) {
      return NEVER;
    }
    if (!online) {
      return SILENT;
    }
    if (isWithin(lastHeardAt, now, cadence, LATE_AFTER)) {
      return LIVE;
    }
    return isWithin(lastHeardAt, now, cadence, SILENT_AFTER) ? LATE : SILENT;
  }

  /** Whether a reading came in so late that its place in the chart has to say so. */
  static boolean cameLate(Instant observedAt, Instant receivedAt, Duration cadence) {
    return !isWithin(observedAt, receivedAt, cadence, LATE_AFTER);
  }

  private static boolean isWithin(Instant then, Instant now, Duration cadence, int times) {
    return !then.plus(cadence.multipliedBy(times)).plus(GRACE).isBefore(now);
  }
}
