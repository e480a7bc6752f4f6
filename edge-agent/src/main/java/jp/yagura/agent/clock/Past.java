package jp.yagura.agent.clock;

import java.time.Instant;
import java.util.Optional;

/// What is remembered of the time when the agent starts.
///
/// @param lastSure the last time that is known to have been right
/// @param newest when the newest row says that it happened, right or not
/// @param sameBoot how an earlier run of this boot told the time last
public record Past(Optional<Instant> lastSure, Optional<Instant> newest, Optional<Stamp> sameBoot) {
  public static final Past NONE = new Past(Optional.empty(), Optional.empty(), Optional.empty());
}
