package jp.yagura.agent.outbox;

import java.time.Instant;
import java.util.Optional;

/// How much the command center has not confirmed yet, and since when the oldest of it waits.
public record Waiting(long items, Optional<Instant> oldest) {}
