package jp.yagura.agent.outbox;

import java.time.Duration;

/// How much is kept, and for how long.
///
/// @param mostBytes what the tables may fill of the disk
/// @param archive how long a row stays after it has been confirmed, if there is room for it
public record Keep(long mostBytes, Duration archive) {
  public static final Duration USUAL_ARCHIVE = Duration.ofDays(30);

  public static Keep atMost(long bytes) {
    return new Keep(bytes, USUAL_ARCHIVE);
  }
}
