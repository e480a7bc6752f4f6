package jp.yagura.simulators.fleet;

import java.time.Duration;

/// How the devices of a fleet behave on the wire.
///
/// @param window how many messages a device has on the way to the broker at most; the broker may
///     ask for fewer
/// @param readingsPerMessage a message carries up to this many readings
/// @param capacity how many readings a device keeps at most; when full it takes no new ones, and
///     nothing kept is lost
/// @param release what ends a device's custody
/// @param resendAfter what the broker took but the command center did not acknowledge for this long
///     is sent again; longer when it is slow or does not answer at all
/// @param keepAlive MQTT keep-alive; a broker that is silent for half as long again is given up
/// @param firstRetry pause before the first reconnection; it doubles up to `slowestRetry`
/// @param threads event loops for all devices together; 0 means as many as Netty thinks right
public record FleetOptions(
    int window,
    int readingsPerMessage,
    int capacity,
    Release release,
    Duration resendAfter,
    Duration keepAlive,
    Duration firstRetry,
    Duration slowestRetry,
    int threads) {
  /// What ends a device's custody of what it measured.
  public enum Release {
    /// The command center's word that it is on disk: the rule of the house.
    DURABLE_ACK,
    /// The broker's PUBACK: only for measuring a broker that has no command center behind it.
    PUBACK
  }

  public FleetOptions {
    if (window < 1 || window > 10_000 || readingsPerMessage < 1 || readingsPerMessage > 1_000) {
      throw new IllegalArgumentException(
          "window 1 to 10000 and 1 to 1000 readings a message, not %d and %d"
              .formatted(window, readingsPerMessage));
    }
    if (capacity < readingsPerMessage) {
      throw new IllegalArgumentException("a device keeps at least one message: " + capacity);
    }
  }

  public static FleetOptions standard() {
    return new FleetOptions(
        64,
        500,
        100_000,
        Release.DURABLE_ACK,
        Duration.ofSeconds(10),
        Duration.ofSeconds(20),
        Duration.ofMillis(200),
        Duration.ofSeconds(10),
        0);
  }

  public FleetOptions withWindow(int messages) {
    return new FleetOptions(
        messages,
        readingsPerMessage,
        capacity,
        release,
        resendAfter,
        keepAlive,
        firstRetry,
        slowestRetry,
        threads);
  }

  public FleetOptions withReadingsPerMessage(int readings) {
    return new FleetOptions(
        window,
        readings,
        capacity,
        release,
        resendAfter,
        keepAlive,
        firstRetry,
        slowestRetry,
        threads);
  }

  public FleetOptions withCapacity(int readings) {
    return new FleetOptions(
        window,
        readingsPerMessage,
        readings,
        release,
        resendAfter,
        keepAlive,
        firstRetry,
        slowestRetry,
        threads);
  }

  public FleetOptions releasedBy(Release word) {
    return new FleetOptions(
        window,
        readingsPerMessage,
        capacity,
        word,
        resendAfter,
        keepAlive,
        firstRetry,
        slowestRetry,
        threads);
  }

  public FleetOptions withResendAfter(Duration patience) {
    return new FleetOptions(
        window,
        readingsPerMessage,
        capacity,
        release,
        patience,
        keepAlive,
        firstRetry,
        slowestRetry,
        threads);
  }

  public FleetOptions withRetry(Duration first, Duration slowest) {
    return new FleetOptions(
        window,
        readingsPerMessage,
        capacity,
        release,
        resendAfter,
        keepAlive,
        first,
        slowest,
        threads);
  }

  public FleetOptions withThreads(int eventLoops) {
    return new FleetOptions(
        window,
        readingsPerMessage,
        capacity,
        release,
        resendAfter,
        keepAlive,
        firstRetry,
        slowestRetry,
        eventLoops);
  }
}
