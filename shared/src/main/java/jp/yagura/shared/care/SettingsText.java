package jp.yagura.shared.care;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Settings as JSON. Ids and numbers need no escaping.
final class SettingsText {

  private SettingsText() {}

  static String of(Settings settings) {
    List<String> parts = new ArrayList<>();
    List<String> paces = new ArrayList<>();
    pace("sample", settings.cadence().sample()).ifPresent(paces::add);
    pace("send", settings.cadence().send()).ifPresent(paces::add);
    pace("status", settings.cadence().status()).ifPresent(paces::add);
    if (!paces.isEmpty()) {
      parts.add("\"cadence\":{" + String.join(",", paces) + "}");
    }
    if (!settings.sensors().isEmpty()) {
      parts.add("\"sensors\":[" + all(settings.sensors(), SettingsText::sensor) + "]");
    }
    if (!settings.masks().isEmpty()) {
      parts.add(
          "\"masks\":["
              + all(
                  settings.masks(),
                  mask ->
                      "["
                          + all(mask.corners(), corner -> "[" + corner.x() + "," + corner.y() + "]")
                          + "]")
              + "]");
    }
    return "{" + String.join(",", parts) + "}";
  }

  private static <T> String all(List<T> items, Function<T, String> text) {
    return items.stream().map(text).collect(Collectors.joining(","));
  }

  private static String sensor(Settings.SensorSetting sensor) {
    return "{\"id\":\"%s\",\"spike\":{\"window\":%d,\"maxJump\":%d}}"
        .formatted(sensor.id(), sensor.window(), sensor.maxJump());
  }

  private static Optional<String> pace(String key, Optional<Duration> pace) {
    return pace.map(duration -> "\"" + key + "\":\"" + text(duration) + "\"");
  }

  /// In the largest unit that is exact.
  private static String text(Duration duration) {
    long millis = duration.toMillis();
    if (millis % 3_600_000 == 0) {
      return millis / 3_600_000 + "h";
    }
    if (millis % 60_000 == 0) {
      return millis / 60_000 + "m";
    }
    return millis % 1_000 == 0 ? millis / 1_000 + "s" : millis + "ms";
  }
}
