package jp.yagura.command.telemetry.watch;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Duration;
import jp.yagura.shared.wire.BearerReport;
import org.jspecify.annotations.Nullable;

/**
 * One way out of a tower as the console is told of it. Bytes are those of IP packets, both ways.
 *
 * @param dailyBudget bytes; absent where nobody counts, and so is the monthly one
 * @param priceYen per megabyte
 */
@Serdeable
record BearerItem(
    String name,
    BearerReport.State state,
    long today,
    long month,
    @Nullable Long dailyBudget,
    @Nullable Long monthlyBudget,
    @Nullable Long rttMillis,
    @Nullable Double priceYen) {

  static BearerItem of(BearerReport bearer) {
    return new BearerItem(
        bearer.name(),
        bearer.state(),
        bearer.today(),
        bearer.month(),
        orNothing(bearer.budget().daily()),
        orNothing(bearer.budget().monthly()),
        bearer.rtt().map(Duration::toMillis).orElse(null),
        bearer.priceSen().map(sen -> sen / 100.0).orElse(null));
  }

  private static @Nullable Long orNothing(long budget) {
    return budget == 0 ? null : budget;
  }
}
