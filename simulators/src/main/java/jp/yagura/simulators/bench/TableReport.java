package jp.yagura.simulators.bench;

import java.io.PrintWriter;

/// For people: a row for each figure as soon as it is known.
public record TableReport(PrintWriter out) implements Report {
  private static final int NAME = 50;

  @Override
  public void begins(Benchmark benchmark) {
    out.printf("%n%s  %s%n", benchmark.name(), benchmark.about());
    out.flush();
  }

  @Override
  public void figure(Figure figure) {
    var value =
        figure.value().isPresent()
            ? Numbers.grouped(figure.value().getAsDouble()) + " " + figure.unit()
            : "未計測 / not measured";
    out.println(
        "  "
            + padded(figure.metric().toString(), NAME)
            + "  "
            + value
            + comparison(figure)
            + verdict(figure));
    out.flush();
  }

  private static String comparison(Figure figure) {
    return figure
        .peer()
        .map(
            peer ->
                figure.ratio().isPresent()
                    ? "  = " + Numbers.grouped(figure.ratio().getAsDouble()) + " × " + peer
                    : "  (" + peer + ")")
        .orElse("");
  }

  private static String verdict(Figure figure) {
    return figure
        .goal()
        .map(
            goal ->
                "  目標 / goal "
                    + goal
                    + figure.met().map(met -> met ? "  達成 / met" : "  未達 / MISSED").orElse(""))
        .orElse("");
  }

  /// Japanese characters take two columns of a terminal.
  static String padded(String text, int columns) {
    int wide = (int) text.chars().filter(c -> c >= 0x1100).count();
    return text + " ".repeat(Math.max(0, columns - text.length() - wide));
  }
}
