package jp.yagura.agent.clock;

import java.time.Instant;

/// A time of day and how it was told.
public record Moment(Instant at, Stamp stamp) {}
