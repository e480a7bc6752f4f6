package jp.yagura.agent.uplink;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import jp.yagura.shared.wire.BearerReport;

/// Decides when a status tells of the bearers: when one of them changes its state, and now and then
/// what they have cost. Every six hours is a percent of what a tower sends on a dear line.
final class BearerNews {
  private static final Duration EVERY = Duration.ofMinutes(5);
  private static final Duration EVERY_WHERE_IT_COSTS = Duration.ofHours(6);

  private final Supplier<List<BearerReport>> reports;
  private List<BearerReport.State> told = List.of();
  private Instant toldAt = Instant.EPOCH;

  BearerNews(Supplier<List<BearerReport>> reports) {
    this.reports = reports;
  }

  /// What the next status says of them; empty for most of the time.
  List<BearerReport> due(Instant now, boolean dear) {
    List<BearerReport> current = reports.get();
    List<BearerReport.State> states = current.stream().map(BearerReport::state).toList();
    boolean again =
        !toldAt.plus(dear ? EVERY_WHERE_IT_COSTS : EVERY).isAfter(now) || !states.equals(told);
    if (!again) {
      return List.of();
    }
    told = states;
    toldAt = now;
    return current;
  }

  /// A new connection may lead to somebody who has heard nothing yet.
  void forget() {
    told = List.of();
  }
}
