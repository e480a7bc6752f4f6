package jp.yagura.command.telemetry.watch;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.yagura.shared.power.ModesLeft;
import jp.yagura.shared.power.TimeLeft;

/** How long a tower lasts in each mode, in one column: nine numbers that nobody asks for singly. */
final class ModesText {

  private ModesText() {}

  static String write(ModesLeft left) {
    return Stream.of(left.normal(), left.saving(), left.survival())
        .map(ModesText::write)
        .collect(Collectors.joining(" "));
  }

  private static String write(TimeLeft left) {
    return Stream.of(left.least(), left.expected(), left.most())
        .map(duration -> Long.toString(duration.toMinutes()))
        .collect(Collectors.joining("-"));
  }

  static ModesLeft read(String text) {
    List<TimeLeft> spans = Stream.of(text.split(" ", -1)).map(ModesText::span).toList();
    return new ModesLeft(spans.get(0), spans.get(1), spans.get(2));
  }

  private static TimeLeft span(String text) {
    List<Duration> ends =
        Stream.of(text.split("-", -1)).map(Long::parseLong).map(Duration::ofMinutes).toList();
    return new TimeLeft(ends.get(0), ends.get(1), ends.get(2));
  }
}
