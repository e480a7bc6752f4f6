package jp.yagura.simulators.bench.ingest;

import java.time.Duration;

/// What one stretch of load came to.
///
/// @param took from the first message until everything had arrived where it belongs
/// @param cpu processor time that the program under test used for it
record Rate(long messages, long readings, Duration took, Duration cpu) {
  double messagesPerSecond() {
    return messages * 1e9 / took.toNanos();
  }

  double readingsPerSecond() {
    return readings * 1e9 / took.toNanos();
  }

  double cpuMicrosPerMessage() {
    return cpu.toNanos() / 1e3 / messages;
  }
}
