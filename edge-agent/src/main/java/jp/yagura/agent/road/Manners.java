package jp.yagura.agent.road;

import java.time.Duration;

/// How patient the choice of roads is.
///
/// @param firstRest after a failed attempt; doubled each time up to `longestRest`
/// @param proof how long a better road must work before it is used again; doubled with each break
///     up to `longestProof`
/// @param forgiveAfter a road that has led for so long without a break starts anew
public record Manners(
    Duration firstRest,
    Duration longestRest,
    Duration proof,
    Duration longestProof,
    Duration forgiveAfter) {

  public static Manners retrying(Duration firstRest, Duration longestRest) {
    return new Manners(
        firstRest,
        longestRest,
        Duration.ofSeconds(10),
        Duration.ofMinutes(15),
        Duration.ofMinutes(30));
  }
}
