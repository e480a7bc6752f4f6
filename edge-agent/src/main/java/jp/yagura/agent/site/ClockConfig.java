package jp.yagura.agent.site;

import java.nio.file.Path;
import java.util.List;

/// How the box learns the time.
///
/// @param synchronised files that are there while the machine's clock is kept right
public record ClockConfig(List<Path> synchronised) {
  public static final ClockConfig DEFAULT =
      new ClockConfig(List.of(Path.of("/run/systemd/timesync/synchronized")));

  public ClockConfig {
    synchronised = List.copyOf(synchronised);
  }
}
