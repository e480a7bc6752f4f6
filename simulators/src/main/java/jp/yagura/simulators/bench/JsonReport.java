package jp.yagura.simulators.bench;

import java.io.PrintWriter;
import java.util.OptionalDouble;

/// One line of JSON for each figure, and nothing else.
public record JsonReport(PrintWriter out) implements Report {
  @Override
  public void begins(Benchmark benchmark) {}

  @Override
  public void figure(Figure figure) {
    out.println(line(figure));
    out.flush();
  }

  static String line(Figure figure) {
    return "{\"bench\":%s,\"metric\":%s,\"value\":%s,\"unit\":%s,\"peer\":%s,\"ratio\":%s,\"goal\":%s,\"met\":%s}"
        .formatted(
            text(figure.bench()),
            text(figure.metric().en()),
            number(figure.value()),
            text(figure.unit()),
            figure.peer().map(JsonReport::text).orElse("null"),
            number(figure.ratio()),
            figure.goal().map(goal -> text(goal.toString())).orElse("null"),
            figure.met().map(String::valueOf).orElse("null"));
  }

  private static String number(OptionalDouble number) {
    return number.isPresent() ? Numbers.plain(number.getAsDouble()) : "null";
  }

  private static String text(String text) {
    var quoted = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      switch (c) {
        case '"', '\\' -> quoted.append('\\').append(c);
        default -> {
          if (c < ' ') {
            quoted.append("\\u%04x".formatted((int) c));
          } else {
            quoted.append(c);
          }
        }
      }
    }
    return quoted.append('"').toString();
  }
}
