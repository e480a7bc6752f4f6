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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Watches the supply and tells each change once. The state told last is a note in the outbox,
/// committed together with the telling: a failure that ends while the agent is down is still told
/// to have ended.
public final class PowerMonitor {
  private static final Logger log = LoggerFactory.getLogger(PowerMonitor.class);
  private static final String NOTE = "power";

  /// What the supply was like when last looked at.
  public record View(PowerState state, int batteryMillivolts, int batteryPercent) {}

  private final PowerDriver driver;
  private Optional<PowerState> told;
  private volatile View view;

  /// @param notes what the outbox remembers from before the restart
  public PowerMonitor(PowerDriver driver, Map<String, String> notes, Instant now) {
    this.driver = driver;
    this.told = Optional.ofNullable(notes.get(NOTE)).map(PowerState::valueOf);
    this.view = look(now);
  }

  /// Looks at the supply. The entry is empty unless something has changed.
  public Entry watch(Instant now) {
    view = look(now);
    if (told.equals(Optional.of(view.state()))) {
      return Entry.of(List.of(), List.of());
    }
    List<Occurrence> occurrences = new ArrayList<>();
    boolean failed = view.state() == PowerState.BATTERY;
    boolean wasFailed = told.equals(Optional.of(PowerState.BATTERY));
    if (failed != wasFailed) {
      log.warn(
          "mains {} batteryMillivolts={}", failed ? "failed" : "back", view.batteryMillivolts());
      occurrences.add(
          new AlarmChanged(
              AlarmKind.POWER_FAILURE, failed, now, Optional.empty(), view.batteryMillivolts()));
    }
    occurrences.add(
        new PowerChanged(view.state(), now, view.batteryMillivolts(), view.batteryPercent()));
    told = Optional.of(view.state());
    return new Entry(List.of(), occurrences, Map.of(NOTE, view.state().name()));
  }

  public View view() {
    return view;
  }

  private View look(Instant now) {
    PowerDriver.Supply supply = driver.measure(now);
    return new View(
        supply.mains() ? PowerState.MAINS : PowerState.BATTERY,
        supply.batteryMillivolts(),
        LeadAcidBattery.percentAt(supply.batteryMillivolts()));
  }
}
