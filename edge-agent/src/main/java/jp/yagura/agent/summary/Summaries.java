package jp.yagura.agent.summary;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import jp.yagura.agent.site.SummaryConfig;
import jp.yagura.shared.id.SensorId;
import jp.yagura.shared.wire.Quality;
import jp.yagura.shared.wire.Reading;
import jp.yagura.shared.wire.SensorSummary;
import jp.yagura.shared.wire.UpMessage.Summary;

/// Sums up what is measured, window by window, and says which window is to be told next: one that
/// has ended, newest first; and the present one when a value has left what headquarters believes by
/// more than it may. Told by the sensing threads, asked by the uplink's.
///
/// Memory only: the readings themselves are in the outbox, and a box that restarts in the middle of
/// a window tells the rest of it.
public final class Summaries {
  private static final Duration KEPT = Duration.ofDays(1);

  /// A value that runs away is told so often and no more often.
  private static final Duration BETWEEN_URGENT_ONES = Duration.ofMinutes(1);

  private final SummaryConfig config;
  private final NavigableMap<Instant, Map<SensorId, Tally>> windows = new TreeMap<>();
  private final Map<Instant, Long> told = new HashMap<>();
  private final Map<SensorId, Long> believed = new HashMap<>();
  private Instant urgentAt = Instant.MIN;
  private boolean urgent;

  public Summaries(SummaryConfig config) {
    this.config = config;
  }

  /// @return whether something in it should not wait for the end of its window
  public synchronized boolean measured(List<Reading> readings) {
    boolean runsAway = false;
    for (Reading reading : readings) {
      if (reading.quality() == Quality.MISSING) {
        continue;
      }
      windows
          .computeIfAbsent(beginOf(reading.observedAt()), _ -> new HashMap<>())
          .computeIfAbsent(reading.sensor(), _ -> new Tally())
          .add(reading);
      runsAway |= reading.quality() == Quality.NORMAL && hasLeft(reading);
    }
    while (windows.size() > KEPT.dividedBy(config.every())) {
      told.remove(windows.pollFirstEntry().getKey());
    }
    urgent |= runsAway;
    return runsAway;
  }

  private boolean hasLeft(Reading reading) {
    Long known = believed.get(reading.sensor());
    return known == null || Math.abs(reading.value() - known) > config.changeOf(reading.sensor());
  }

  /// The window that is to be told now.
  ///
  /// @param now by the clock that dates readings
  /// @param isMissed whether headquarters lacks readings from one moment until before another
  public synchronized Optional<Summary> next(Instant now, BiPredicate<Instant, Instant> isMissed) {
    for (Instant begin : new ArrayList<>(windows.descendingKeySet())) {
      Instant end = begin.plus(config.every());
      boolean open = now.isBefore(end);
      if (open ? !maySpeakUp(now) : told.getOrDefault(begin, 0L) >= countIn(begin)) {
        continue;
      }
      if (isMissed.test(begin, end)) {
        return Optional.of(of(begin));
      }
      if (!open) {
        windows.remove(begin);
        told.remove(begin);
      }
    }
    return Optional.empty();
  }

  private boolean maySpeakUp(Instant now) {
    return urgent && (now.isBefore(urgentAt) || !now.isBefore(urgentAt.plus(BETWEEN_URGENT_ONES)));
  }

  /// It is on its way; should it not arrive, [#notTold] takes that back.
  public synchronized void telling(Summary summary, Instant now) {
    told.put(summary.beginsAt(), summary.sensors().stream().mapToLong(SensorSummary::count).sum());
    Map<SensorId, Tally> newest = windows.isEmpty() ? Map.of() : windows.lastEntry().getValue();
    for (SensorSummary sensor : summary.sensors()) {
      Tally latest = newest.get(sensor.sensor());
      if (latest == null || summary.beginsAt().equals(windows.lastKey())) {
        believed.put(sensor.sensor(), sensor.last());
      }
    }
    if (now.isBefore(summary.beginsAt().plus(config.every()))) {
      urgent = false;
      urgentAt = now;
    }
  }

  public synchronized void notTold(Summary summary) {
    told.remove(summary.beginsAt());
    summary.sensors().forEach(sensor -> believed.remove(sensor.sensor()));
    urgent = true;
    urgentAt = Instant.MIN;
  }

  /// A thin bearer is in use from now on: how things stand is told at once.
  public synchronized void begin() {
    urgent = true;
    urgentAt = Instant.MIN;
  }

  /// When to ask again at the latest.
  public synchronized Instant next(Instant now) {
    Instant end = beginOf(now).plus(config.every());
    return urgent
            && urgentAt.plus(BETWEEN_URGENT_ONES).isBefore(end)
            && !urgentAt.equals(Instant.MIN)
        ? urgentAt.plus(BETWEEN_URGENT_ONES)
        : end;
  }

  private long countIn(Instant begin) {
    return windows.getOrDefault(begin, Map.of()).values().stream().mapToLong(Tally::count).sum();
  }

  private Summary of(Instant begin) {
    List<SensorSummary> sensors = new ArrayList<>();
    new TreeMap<>(byName(windows.getOrDefault(begin, Map.of()))).values().forEach(sensors::add);
    return new Summary(begin, config.every(), sensors);
  }

  private static Map<String, SensorSummary> byName(Map<SensorId, Tally> tallies) {
    Map<String, SensorSummary> named = new HashMap<>();
    tallies.forEach((sensor, tally) -> named.put(sensor.value(), tally.of(sensor)));
    return named;
  }

  private Instant beginOf(Instant at) {
    long every = config.every().toMillis();
    return Instant.ofEpochMilli(Math.floorDiv(at.toEpochMilli(), every) * every);
  }
}
