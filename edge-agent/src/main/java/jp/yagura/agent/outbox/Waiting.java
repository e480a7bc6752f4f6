package jp.yagura.agent.outbox;

import java.time.Instant;
import java.util.Optional;

/// How much waits in the outbox, and of when the oldest of it is.
public record Waiting(long items, Optional<Instant> oldest) {}
