package jp.yagura.agent.onthespot;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import jp.yagura.agent.outbox.Waiting;
import jp.yagura.agent.power.PowerMonitor;
import jp.yagura.agent.sensor.Probe;
import jp.yagura.agent.site.SensorConfig;
import jp.yagura.agent.site.SiteConfig;
import jp.yagura.agent.uplink.LineBook;

/// Everything the page shows, as it was at one moment.
///
/// @param queue what headquarters has not confirmed; empty while the outbox does not say
/// @param test the test message sent last, and how far it has got
/// @param log its last lines, oldest first
public record BoxView(
    SiteConfig site,
    String software,
    Clock clock,
    Instant startedAt,
    List<Sensor> sensors,
    PowerMonitor.View power,
    LineBook.View lines,
    Optional<Waiting> queue,
    Disk disk,
    Optional<Test> test,
    Optional<LastPicture.Picture> picture,
    List<String> log) {

  /// @param trusted whether somebody else has confirmed the time since the box was switched on
  public record Clock(Instant now, boolean trusted) {}

  public record Sensor(SensorConfig config, Probe.View seen) {}

  /// A test message (試験警報).
  ///
  /// @param recordedAt when it was on this box's disk
  /// @param takenAt when a broker had it
  /// @param durableAt when headquarters had it on its disk
  public record Test(
      Instant askedAt,
      Optional<Instant> recordedAt,
      Optional<Instant> takenAt,
      Optional<Instant> durableAt) {}

  /// @param freeBytes and `totalBytes` are -1 where the disk does not say
  public record Disk(long freeBytes, long totalBytes) {}
}
