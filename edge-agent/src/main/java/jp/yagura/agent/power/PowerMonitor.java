package jp.yagura.agent.power;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jp.yagura.agent.outbox.Entry;
import jp.yagura.agent.outbox.Occurrence;
import jp.yagura.agent.outbox.Occurrence.AlarmChanged;
import jp.yagura.agent.outbox.Occurrence.PowerChanged;
import jp.yagura.agent.site.PowerPlanConfig;
import jp.yagura.shared.power.OnBattery;
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
  public record View(
      PowerState state, int batteryMillivolts, int batteryPercent, Optional<OnBattery> onBattery) {}

  /// The clock may jump between two looks, and charge must not.
  private static final Duration LONGEST_STEP = Duration.ofSeconds(10);

  private static final Duration LOOK_PACE = Duration.ofSeconds(1);

  private final PowerDriver driver;
  private final Optional<Endurance> endurance;
  private Optional<PowerState> told;
  private volatile View view;
  private PowerState seen;
  private Instant seenSince;
  private int looks;
  private Instant lookedAt;

  /// @param notes what the outbox remembers from before the restart
  public PowerMonitor(
      PowerDriver driver, Optional<PowerPlanConfig> plan, Map<String, String> notes, Instant now) {
    this.driver = driver;
    this.endurance = plan.map(config -> new Endurance(config, notes));
    this.lookedAt = now;
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
    Map<String, String> notes = endurance.map(Endurance::notes).orElse(Map.of());
    if (told.equals(Optional.of(seen)) || !lasts) {
      return new Entry(List.of(), List.of(), notes);
    }
    return tell(seenSince, notes);
  }

  private Entry tell(Instant since, Map<String, String> also) {
    List<Occurrence> occurrences = new ArrayList<>();
    boolean failed = view.state() != PowerState.MAINS;
    boolean wasFailed = told.isPresent() && told.get() != PowerState.MAINS;
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
    Map<String, String> notes = new HashMap<>(also);
    notes.put(NOTE, view.state().name());
    return new Entry(List.of(), occurrences, notes);
  }

  public View view() {
    return view;
  }

  private View look(Instant now) {
    PowerMode mode = endurance.map(Endurance::mode).orElse(PowerMode.NORMAL);
    PowerDriver.Supply supply = driver.measure(now, mode);
    int volts = supply.batteryMillivolts();
    boolean known = volts >= 0 && volts <= MOST_MILLIVOLTS;
    if (known && endurance.isPresent() && supply.flow().isPresent()) {
      endurance.get().measured(step(now), supply, supply.flow().get());
    }
    lookedAt = now;
    int glance = known ? LeadAcidBattery.percentAt(volts) : UpMessage.UNKNOWN;
    return new View(
        supply.mains() ? PowerState.MAINS : stateOnBattery(),
        known ? volts : UpMessage.UNKNOWN,
        endurance.flatMap(Endurance::percent).orElse(glance),
        endurance.flatMap(Endurance::prospect));
  }

  private PowerState stateOnBattery() {
    return switch (endurance.map(Endurance::mode).orElse(PowerMode.NORMAL)) {
      case NORMAL -> PowerState.BATTERY;
      case SAVING -> PowerState.SAVING;
      case SURVIVAL -> PowerState.SURVIVAL;
    };
  }

  private Duration step(Instant now) {
    Duration step = Duration.between(lookedAt, now);
    return step.isNegative() || step.compareTo(LONGEST_STEP) > 0 ? LOOK_PACE : step;
  }
}
