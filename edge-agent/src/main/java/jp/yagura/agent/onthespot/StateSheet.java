package jp.yagura.agent.onthespot;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jp.yagura.agent.sensor.Probe;
import jp.yagura.agent.site.Label;
import jp.yagura.agent.uplink.LineBook;
import jp.yagura.shared.power.OnBattery;
import jp.yagura.shared.power.TimeLeft;
import jp.yagura.shared.wire.Quality;

/// The state of the box as the page's script reads it. Says nothing that may not be seen by whoever
/// stands there: no password, no PIN.
final class StateSheet {

  private StateSheet() {}

  static String json(BoxView box, boolean mayTest) {
    Map<String, Object> sheet = new LinkedHashMap<>();
    sheet.put("site", named(box.site().address().toString(), box.site().label()));
    sheet.put("software", box.software());
    sheet.put("now", box.clock().now());
    sheet.put("trusted", box.clock().trusted());
    sheet.put("startedAt", box.startedAt());
    sheet.put("sensors", box.sensors().stream().map(StateSheet::sensor).toList());
    sheet.put("power", power(box));
    sheet.put("lines", box.lines().lines().stream().map(StateSheet::line).toList());
    sheet.put("durableAt", box.lines().durableAt());
    sheet.put("queue", box.queue().map(q -> Map.of("items", q.items(), "oldest", q.oldest())));
    sheet.put("disk", Map.of("free", box.disk().freeBytes(), "total", box.disk().totalBytes()));
    sheet.put("mayTest", mayTest);
    sheet.put("test", box.test().map(StateSheet::test));
    sheet.put("pictureAt", box.picture().map(LastPicture.Picture::takenAt));
    sheet.put("log", box.log());
    return Json.of(sheet);
  }

  private static Map<String, Object> named(String id, Label label) {
    return Map.of("id", id, "ja", label.ja(), "en", label.en());
  }

  private static Map<String, Object> sensor(BoxView.Sensor sensor) {
    Probe.View seen = sensor.seen();
    Map<String, Object> item = new LinkedHashMap<>();
    item.putAll(named(seen.id().toString(), sensor.config().label()));
    item.put("unit", sensor.config().unit());
    item.put("at", seen.last().map(reading -> reading.observedAt()));
    item.put("quality", seen.last().map(reading -> reading.quality().name()));
    item.put(
        "value",
        seen.last()
            .filter(reading -> reading.quality() != Quality.MISSING)
            .map(reading -> reading.value()));
    item.put("broken", seen.broken());
    item.put("doubted", seen.doubted());
    return item;
  }

  private static Map<String, Object> power(BoxView box) {
    Map<String, Object> power = new LinkedHashMap<>();
    power.put("state", box.power().state().name());
    power.put("millivolts", box.power().batteryMillivolts());
    power.put("percent", box.power().batteryPercent());
    power.put(
        "minutesLeft", box.power().onBattery().map(OnBattery::byPlan).map(StateSheet::minutes));
    return power;
  }

  private static List<Long> minutes(TimeLeft left) {
    return List.of(left.least(), left.expected(), left.most()).stream()
        .map(Duration::toMinutes)
        .toList();
  }

  private static Map<String, Object> line(LineBook.Line line) {
    Map<String, Object> item = new LinkedHashMap<>();
    item.put("uri", line.broker().uri().toString());
    item.put("bearer", line.bearer().name());
    item.put("since", line.connectedSince());
    item.put("trouble", line.trouble().map(trouble -> Trouble.of(trouble.why()).name()));
    item.put("troubleAt", line.trouble().map(LineBook.Trouble::at));
    return item;
  }

  private static Map<String, Object> test(BoxView.Test test) {
    Map<String, Object> steps = new LinkedHashMap<>();
    steps.put("askedAt", test.askedAt());
    steps.put("recordedAt", test.recordedAt());
    steps.put("takenAt", test.takenAt());
    steps.put("durableAt", test.durableAt());
    return steps;
  }
}
