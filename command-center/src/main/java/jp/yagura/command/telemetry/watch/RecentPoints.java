package jp.yagura.command.telemetry.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import jp.yagura.shared.water.RateOfRise.Point;
import jp.yagura.shared.water.WaterLevel;
import jp.yagura.shared.wire.Reading;

/** The last ten minutes of a gauge, thinned out: enough to tell how fast the water rises. */
record RecentPoints(List<Point> points) {

  private static final Duration SPAN = Duration.ofMinutes(10);
  private static final int MOST = 12;
  private static final Duration APART = SPAN.dividedBy(MOST);

  RecentPoints {
    points = List.copyOf(points);
  }

  /** The newest point always counts; the one before it stays only if it stands far enough away. */
  RecentPoints with(Reading reading) {
    Instant now = reading.observedAt();
    var kept = new ArrayList<Point>(MOST + 1);
    for (Point point : points) {
      if (!point.at().isBefore(now.minus(SPAN))) {
        kept.add(point);
      }
    }
    if (kept.size() >= 2
        && Duration.between(kept.get(kept.size() - 2).at(), kept.getLast().at()).compareTo(APART)
            < 0) {
      kept.removeLast();
    }
    kept.add(new Point(now, new WaterLevel((int) reading.value())));
    return new RecentPoints(kept);
  }

  /** As it is stored: {@code millis:millimetres}, separated by commas. */
  String text() {
    return points.stream()
        .map(p -> p.at().toEpochMilli() + ":" + p.level().millimetres())
        .collect(Collectors.joining(","));
  }

  static RecentPoints parse(String text) {
    var points = new ArrayList<Point>();
    for (String part : text.isEmpty() ? new String[0] : text.split(",", -1)) {
      int colon = part.indexOf(':');
      points.add(
          new Point(
              Instant.ofEpochMilli(Long.parseLong(part.substring(0, colon))),
              new WaterLevel(Integer.parseInt(part.substring(colon + 1)))));
    }
    return new RecentPoints(points);
  }
}
