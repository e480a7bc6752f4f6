package jp.yagura.simulators;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import jp.yagura.simulators.fleet.FleetMeter;
import org.HdrHistogram.Histogram;

/// The figures of one load, for people.
///
/// @param took from the first message until nothing waited any more
record LoadReport(FleetMeter meter, Duration took, long waiting, boolean settled) {

  List<String> lines() {
    var count = meter.count();
    return List.of(
        "devices online      %,d (lost their link %,d times)"
            .formatted(count.online(), count.disconnections()),
        "messages sent       %,d (%,d of them again), %,.0f/s"
            .formatted(
                count.messagesSent(), count.messagesSentAgain(), perSecond(count.messagesSent())),
        "readings released   %,d, %,.0f/s"
            .formatted(count.readingsReleased(), perSecond(count.readingsReleased())),
        "readings refused    %,d".formatted(count.readingsRefused()),
        "until PUBACK        " + latencies(meter.takeUntilPuback()),
        "until released      " + latencies(meter.takeUntilReleased()),
        settled
            ? "every reading was released"
            : "%,d readings are not released yet".formatted(waiting));
  }

  private double perSecond(long number) {
    return number * 1e9 / took.toNanos();
  }

  private static String latencies(Histogram histogram) {
    return String.format(
        Locale.ROOT,
        "p50 %.2f ms, p99 %.2f ms, max %.2f ms",
        histogram.getValueAtPercentile(50) / 1e6,
        histogram.getValueAtPercentile(99) / 1e6,
        histogram.getMaxValue() / 1e6);
  }
}
