package jp.yagura.agent.site;

import java.time.Duration;

/// How patient the box is with those who answer it.
///
/// @param resendAfter what a broker has taken but the command center has not confirmed for so long
///     is sent again
/// @param firstRetry the first pause after no broker could be reached; doubled each time
/// @param longestRetry the longest such pause
/// @param mostBytes what the outbox may fill of the disk; beyond it what was confirmed goes, and
///     then the oldest readings
/// @param archive how long what was confirmed stays, in case headquarters asks for it again
public record CustodyConfig(
    Duration resendAfter,
    Duration firstRetry,
    Duration longestRetry,
    long mostBytes,
    Duration archive) {
  public static final CustodyConfig DEFAULT =
      new CustodyConfig(
          Duration.ofSeconds(30),
          Duration.ofMillis(500),
          Duration.ofSeconds(60),
          64L << 20,
          Duration.ofDays(30));
}
