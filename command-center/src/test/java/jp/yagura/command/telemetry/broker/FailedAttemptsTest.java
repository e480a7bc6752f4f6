package jp.yagura.command.telemetry.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class FailedAttemptsTest {

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-21T00:00:00Z"));
  private final Clock clock = ((InstantSource) now::get).withZone(ZoneOffset.UTC);
  private final FailedAttempts failures = new FailedAttempts(clock);

  @Test
  void fiveWithinAMinuteAreTooManyUntilTheMinuteIsOver() {
    for (int i = 0; i < 5; i++) {
      assertThat(failures.tooMany("inabu from 10.0.0.9")).isFalse();
      failures.add("inabu from 10.0.0.9");
    }
    assertThat(failures.tooMany("inabu from 10.0.0.9")).isTrue();
    assertThat(failures.tooMany("inabu from 10.0.0.1")).isFalse();
    now.updateAndGet(instant -> instant.plus(Duration.ofMinutes(1)));
    assertThat(failures.tooMany("inabu from 10.0.0.9")).isFalse();
  }

  @Test
  void aFloodOfNewNamesIsNotRememberedForEver() {
    for (int i = 0; i < 5; i++) {
      failures.add("first");
    }
    for (int i = 0; i < 5_000; i++) {
      failures.add("name " + i);
    }
    assertThat(failures.tooMany("first")).isFalse();
  }
}
