package jp.yagura.agent.power;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jp.yagura.agent.outbox.Entry;
import jp.yagura.agent.outbox.Occurrence;
import jp.yagura.agent.outbox.Occurrence.AlarmChanged;
import jp.yagura.agent.outbox.Occurrence.PowerChanged;
import jp.yagura.shared.power.PowerState;
import jp.yagura.shared.wire.AlarmKind;
import jp.yagura.shared.wire.UpMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Watches the supply and tells each change once. The state told last is a note in the outbox,
/// committed together with the telling: a failure that ends while the agent is down is still told
/// to have ended.
public final class PowerMonitor {
  private static final Logger log = LoggerFactory.getLogger(PowerMonitor.class);
  private static final String NOTE = "power";

  /// A change is told once it has been seen so often in a row, once a second: a relay that chatters
  /// through a storm would otherwise fill the line with events. Counted, because clocks jump.
  private static final int LOOKS_UNTIL_TOLD = 4;

  /// What no battery of a tower has; a driver that says so does not know.
  private static final int MOST_MILLIVOLTS = 1_000_000;

  /// What the supply was like when last looked at.
  public record View(PowerState state, int batteryMillivolts, int batteryPercent) {}

  private final PowerDriver driver;
  private Optional<PowerState> told;
  private volatile View view;
  private PowerState seen;
  private Instant seenSince;
  private int looks;

  /// @param notes what the outbox remembers from before the restart
  public PowerMonitor(PowerDriver driver, Map<String, String> notes, Instant now) {
    this.driver = driver;
    this.told = Optional.ofNullable(notes.get(NOTE)).map(PowerState::valueOf);
    this.view = look(now);
    this.seen = view.state();
    this.seenSince = now;
  }

  /// Looks at the supply. The entry is empty unless something has changed.
  public Entry watch(Instant now) {
    view = look(now);
    if (view.state() != seen) {
      seen = view.state();
      seenSince = now;
      looks = 0;
    }
    looks = Math.min(looks + 1, LOOKS_UNTIL_TOLD);
    boolean lasts = told.isEmpty() || looks == LOOKS_UNTIL_TOLD;
    if (told.equals(Optional.of(seen)) || !lasts) {
      return Entry.of(List.of(), List.of());
    }
    return tell(seenSince);
  }

  private Entry tell(Instant since) {
    List<Occurrence> occurrences = new ArrayList<>();
    boolean failed = view.state() == PowerState.BATTERY;
    boolean wasFailed = told.equals(Optional.of(PowerState.BATTERY));
    if (failed != wasFailed) {
      log.warn(
          "mains {} batteryMillivolts={}", failed ? "failed" : "back", view.batteryMillivolts());
      occurrences.add(
          new AlarmChanged(
              AlarmKind.POWER_FAILURE, failed, since, Optional.empty(), view.batteryMillivolts()));
    }
    occurrences.add(
        new PowerChanged(view.state(), since, view.batteryMillivolts(), view.batteryPercent()));
    told = Optional.of(view.state());
    return new Entry(List.of(), occurrences, Map.of(NOTE, view.state().name()));
  }

  public View view() {
    return view;
  }

  private View look(Instant now) {
    PowerDriver.Supply supply = driver.measure(now);
    boolean known =
        supply.batteryMillivolts() >= 0 && supply.batteryMillivolts() <= MOST_MILLIVOLTS;
    return new View(
        supply.mains() ? PowerState.MAINS : PowerState.BATTERY,
        known ? supply.batteryMillivolts() : UpMessage.UNKNOWN,
        known ? LeadAcidBattery.percentAt(supply.batteryMillivolts()) : UpMessage.UNKNOWN);
  }
}
