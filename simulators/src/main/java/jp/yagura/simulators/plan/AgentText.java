package jp.yagura.simulators.plan;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.ToIntFunction;
import jp.yagura.hardware.SitedSensor;
import jp.yagura.shared.power.PowerState;
import jp.yagura.simulators.scenario.Course;
import jp.yagura.simulators.scenario.ScenarioClock;
import jp.yagura.simulators.scenario.TowerStory;
import jp.yagura.simulators.town.Tower;

/// The site file of the one tower that is played by a real edge agent, whose simulated drivers
/// follow the scenario on the same clock as the fleet.
final class AgentText {
  private static final int LEVEL_TOLERANCE = 6;
  private static final int RAIN_TOLERANCE = 2;
  private static final int VOLTAGE_TOLERANCE = 15;
  private static final int AIR_TOLERANCE = 1;

  private final Preparation preparation;
  private final Tower tower;
  private final String secret;
  private final Path data;
  private final Course course;
  private final ScenarioClock clock;
  private final StringBuilder text = new StringBuilder();

  /// @param data the agent's own folder
  AgentText(Preparation preparation, Tower tower, String secret, Path data) {
    this.preparation = preparation;
    this.tower = tower;
    this.secret = secret;
    this.data = data;
    course = preparation.story(tower).course();
    clock = preparation.story(tower).clock();
  }

  String text() {
    var cadence = YamlText.duration(preparation.cadence());
    var status = YamlText.duration(preparation.status());
    line("# Written by `prepare`: the one real agent of the simulation.");
    line("municipality: " + preparation.town().id());
    line("site: " + tower.id());
    line("data: " + YamlText.quoted(data.toString()));
    line("brokers: [" + String.join(", ", brokers()) + "]");
    preparation.links().ifPresent(this::bearers);
    line("cadence: {sample: " + cadence + ", send: " + cadence + ", status: " + status + "}");
    line("sensors:");
    tower.sensors().forEach(this::sensor);
    line("power:");
    line("  driver:");
    line("    type: simulated");
    start("    ");
    line("    mains: " + mains().timeline(clock, value -> value == 1 ? "on" : "off"));
    line("    battery: " + battery().timeline(clock, Integer::toString));
    line("  plan:");
    line("    battery: {chemistry: lead-acid, ampereHours: 100, age: 0.9}");
    line("    watts: {normal: 35, saving: 18, survival: 10}");
    line("    promise: 72h");
    line("overflow:");
    line("  driver:");
    driver("    ", trace(0, time -> course.overflowing(time) ? 1 : 0), 0, 0);
    camera();
    return text.toString();
  }

  /// The broker itself, or the links in front of it.
  private List<String> brokers() {
    return preparation
        .links()
        .map(
            links ->
                links.listeners().stream()
                    .map(link -> broker("tcp://127.0.0.1:" + link.port(), link.profile()))
                    .toList())
        .orElseGet(() -> List.of(broker(preparation.broker().toString(), "hq")));
  }

  private String broker(String uri, String name) {
    var entries = new LinkedHashMap<String, Object>();
    entries.put("name", name);
    entries.put("uri", YamlText.quoted(uri));
    entries.put("username", preparation.town().id() + "/" + tower.id());
    entries.put("password", YamlText.quoted(secret));
    return YamlText.mapping(entries);
  }

  /// Each link is a bearer of its own, best first, as dear as such roads are.
  private void bearers(LinkPlan links) {
    line("bearers:");
    links.listeners().forEach(link -> line("  - " + bearer(link.profile())));
    line("summaries: {every: 1m}");
  }

  private static String bearer(String name) {
    var entries = new LinkedHashMap<String, Object>();
    entries.put("name", name);
    entries.put("brokers", "[" + name + "]");
    switch (name) {
      case "lte" -> {
        entries.put("rtt", "100ms");
        entries.put("price", "0.3");
        entries.put("budget", "{daily: 50MB}");
      }
      case "satellite" -> {
        entries.put("rtt", "700ms");
        entries.put("price", "150");
        entries.put("budget", "{daily: 1MB, monthly: 30MB}");
        entries.put("thin", "true");
      }
      default -> {
        // a line of the city's own: it costs nothing
      }
    }
    return YamlText.mapping(entries);
  }

  private void sensor(SitedSensor sensor) {
    line("  - id: " + sensor.id());
    switch (sensor.kind()) {
      case WATER_LEVEL -> {
        line("    spike: {window: 5, maxJump: 1000}");
        line("    driver:");
        var level = trace(LEVEL_TOLERANCE, time -> course.levelMillimetres(time).orElse(0));
        driver("      ", level, TowerStory.LEVEL_NOISE, preparation.seed());
      }
      case RAIN -> {
        line("    driver:");
        driver("      ", trace(RAIN_TOLERANCE, course::rainTenths), 0, 0);
      }
      case BATTERY_VOLTAGE -> {
        line("    driver:");
        driver("      ", battery(), TowerStory.VOLTAGE_NOISE, preparation.seed() + 1);
      }
      case TEMPERATURE -> {
        line("    driver:");
        driver("      ", trace(AIR_TOLERANCE, course::airTenths), 1, preparation.seed() + 2);
      }
    }
  }

  /// Often enough that something happens while one watches.
  private void camera() {
    line("cameras:");
    line("  - id: river");
    line("    driver: {" + seen() + "seed: " + preparation.seed() + "}");
    line("    every: 60s");
    line("    thumbnailEvery: 20s");
    line("    width: 1280");
    line("    height: 720");
  }

  private String seen() {
    var driver = new StringBuilder("type: simulated, ");
    for (SitedSensor sensor : tower.sensors()) {
      switch (sensor.kind()) {
        case WATER_LEVEL -> driver.append("level: ").append(sensor.id()).append(", ");
        case RAIN -> driver.append("rain: ").append(sensor.id()).append(", ");
        case BATTERY_VOLTAGE, TEMPERATURE -> {}
      }
    }
    return driver.toString();
  }

  private void driver(String indent, Trace trace, int noise, long seed) {
    line(indent + "type: simulated");
    start(indent);
    line(indent + "noise: " + noise);
    line(indent + "seed: " + seed);
    line(indent + "timeline: " + trace.timeline(clock, Integer::toString));
  }

  private void start(String indent) {
    line(indent + "startsAt: " + preparation.startsAt());
    line(indent + "repeat: " + YamlText.duration(clock.realLoop()));
  }

  private Trace mains() {
    return trace(0, time -> course.power(time) == PowerState.MAINS ? 1 : 0);
  }

  private Trace battery() {
    return trace(VOLTAGE_TOLERANCE, course::batteryMillivolts);
  }

  private Trace trace(int tolerance, ToIntFunction<Duration> quantity) {
    return Trace.of(clock.loop(), tolerance, quantity);
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
