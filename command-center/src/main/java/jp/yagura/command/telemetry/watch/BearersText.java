package jp.yagura.command.telemetry.watch;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import jp.yagura.shared.wire.BearerReport;
import jp.yagura.shared.wire.BearerReport.Budget;

/**
 * The bearers of a tower as they are stored: one a line, fields apart by tabs; both occur in no
 * name.
 */
final class BearersText {

  private BearersText() {}

  static String of(List<BearerReport> bearers) {
    return bearers.stream().map(BearersText::line).collect(Collectors.joining("\n"));
  }

  private static String line(BearerReport bearer) {
    return String.join(
        "\t",
        bearer.name(),
        bearer.state().name(),
        Long.toString(bearer.today()),
        Long.toString(bearer.month()),
        Long.toString(bearer.budget().daily()),
        Long.toString(bearer.budget().monthly()),
        bearer.rtt().map(rtt -> Long.toString(rtt.toMillis())).orElse(""),
        bearer.priceSen().map(price -> Integer.toString(price)).orElse(""));
  }

  static List<BearerReport> parse(String text) {
    return text.lines().map(BearersText::bearer).toList();
  }

  private static BearerReport bearer(String line) {
    String[] field = line.split("\t", -1);
    return new BearerReport(
        field[0],
        BearerReport.State.valueOf(field[1]),
        Long.parseLong(field[2]),
        Long.parseLong(field[3]),
        new Budget(Long.parseLong(field[4]), Long.parseLong(field[5])),
        number(field[6]).map(Duration::ofMillis),
        number(field[7]));
  }

  private static Optional<Integer> number(String field) {
    return field.isEmpty() ? Optional.empty() : Optional.of(Integer.valueOf(field));
  }
}
