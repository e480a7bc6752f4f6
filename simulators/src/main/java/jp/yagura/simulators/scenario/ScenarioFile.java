package jp.yagura.simulators.scenario;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import jp.yagura.simulators.text.Yaml;
import org.jspecify.annotations.Nullable;

/// The shape of a scenario file; what is not written is nothing that happens.
record ScenarioFile(
    String name,
    String title,
    String titleEn,
    Duration rise,
    Duration loop,
    Duration recession,
    StormLine storm,
    Map<String, TowerLine> towers,
    OthersLine others) {
  /// @param peak such as `28.5mm`
  record StormLine(String peak, Duration at, Duration width) {}

  record TowerLine(
      @Nullable String river,
      @Nullable Flood flood,
      @Nullable Duration rainLag,
      @Nullable List<Outage> outages,
      @Nullable List<Span> linkLost,
      @Nullable List<Span> silent,
      @Nullable List<Span> overflow) {

    TowerScript script() {
      return new TowerScript(
          Optional.ofNullable(river),
          Optional.ofNullable(flood),
          rainLag == null ? Duration.ZERO : rainLag,
          listed(outages),
          listed(linkLost),
          listed(silent),
          listed(overflow));
    }

    private static <T> List<T> listed(@Nullable List<T> lines) {
      return lines == null ? List.of() : List.copyOf(lines);
    }
  }

  record OthersLine(Flood flood, Duration lagUpTo) {}

  static Scenario read(String text, String source) {
    return Yaml.read(text, ScenarioFile.class, source).scenario();
  }

  private Scenario scenario() {
    if (!storm.peak().endsWith("mm")) {
      throw new IllegalArgumentException(
          "rain is written in mm, such as 28.5mm, not " + storm.peak());
    }
    var peak = new BigDecimal(storm.peak().substring(0, storm.peak().length() - 2));
    return new Scenario(
        name,
        title,
        titleEn,
        rise,
        loop,
        recession,
        new Storm(peak.movePointRight(1).intValueExact(), storm.at(), storm.width()),
        towers.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, tower -> tower.getValue().script())),
        others.flood(),
        others.lagUpTo());
  }
}
