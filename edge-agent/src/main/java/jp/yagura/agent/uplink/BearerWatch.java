package jp.yagura.agent.uplink;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jp.yagura.agent.meter.Budget.Stand;
import jp.yagura.agent.meter.Ledger;
import jp.yagura.agent.road.RoadChoice;
import jp.yagura.agent.site.BearerConfig;
import jp.yagura.shared.wire.BearerReport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks after the bearers as such: whether the cable is in, what is left of the budget, and how
/// all of them stand.
final class BearerWatch {
  private static final Logger log = LoggerFactory.getLogger(BearerWatch.class);

  private final List<BearerConfig> bearers;
  private final Ledger ledger;
  private final RoadChoice choice;
  private final Map<String, Boolean> cut = new HashMap<>();
  private final Map<String, Stand> stands = new HashMap<>();

  BearerWatch(List<BearerConfig> bearers, Ledger ledger, RoadChoice choice) {
    this.bearers = bearers;
    this.ledger = ledger;
    this.choice = choice;
  }

  void look(Instant now) {
    for (BearerConfig bearer : bearers) {
      boolean isCut = bearer.source().map(Source::new).filter(Source::isCut).isPresent();
      if (isCut != cut.getOrDefault(bearer.name(), false)) {
        cut.put(bearer.name(), isCut);
        log.info(isCut ? "{} is unplugged" : "{} is plugged in again", bearer.name());
        choice.cut(bearer.name(), isCut, now);
      }
      Stand stand = ledger.stand(bearer.name());
      if (stands.put(bearer.name(), stand) != stand) {
        choice.lastChoice(bearer.name(), stand == Stand.SPENT);
        if (stand != Stand.PLENTY) {
          log.info(
              "{} has spent {} of its budget: {}",
              bearer.name(),
              ledger.spent(bearer.name()).text(),
              stand);
        }
      }
    }
  }

  /// Whether there is a cable to look at, or a budget to keep.
  boolean hasWork() {
    return bearers.stream().anyMatch(bearer -> bearer.source().isPresent() || bearer.hasBudget());
  }

  List<BearerReport> reports(Instant now, Map<String, Optional<Duration>> rtts) {
    return bearers.stream()
        .map(
            bearer -> {
              var spent = ledger.spent(bearer.name());
              return new BearerReport(
                  bearer.name(),
                  state(choice.standing(bearer.name(), now)),
                  spent.today(),
                  spent.month(),
                  new BearerReport.Budget(bearer.dailyBudget(), bearer.monthlyBudget()),
                  rtts.getOrDefault(bearer.name(), Optional.empty()),
                  bearer.priceSen());
            })
        .toList();
  }

  private static BearerReport.State state(RoadChoice.Standing standing) {
    return switch (standing) {
      case IN_USE -> BearerReport.State.IN_USE;
      case READY -> BearerReport.State.READY;
      case DOWN -> BearerReport.State.DOWN;
      case RESTING -> BearerReport.State.RESTING;
    };
  }
}
