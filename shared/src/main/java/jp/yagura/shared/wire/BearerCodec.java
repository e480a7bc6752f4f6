package jp.yagura.shared.wire;

import java.time.Duration;
import java.util.Optional;
import jp.yagura.shared.wire.BearerReport.Budget;
import jp.yagura.shared.wire.proto.BearerBody;

/// A bearer as part of a status.
final class BearerCodec {
  private BearerCodec() {}

  static BearerBody write(BearerReport report) {
    BearerBody.Builder body =
        BearerBody.newBuilder()
            .setName(report.name())
            .setState(Codes.code(report.state()))
            .setToday(report.today())
            .setMonth(report.month())
            .setDailyBudget(report.budget().daily())
            .setMonthlyBudget(report.budget().monthly());
    report.rtt().ifPresent(rtt -> body.setRttMillisPlusOne((int) rtt.toMillis() + 1));
    report.priceSen().ifPresent(price -> body.setPriceSenPlusOne(price + 1));
    return body.build();
  }

  static BearerReport read(BearerBody body) {
    return new BearerReport(
        body.getName(),
        Codes.bearer(body.getState()),
        body.getToday(),
        body.getMonth(),
        new Budget(body.getDailyBudget(), body.getMonthlyBudget()),
        lessOne(body.getRttMillisPlusOne()).map(Duration::ofMillis),
        lessOne(body.getPriceSenPlusOne()));
  }

  private static Optional<Integer> lessOne(int number) {
    return number == 0 ? Optional.empty() : Optional.of(number - 1);
  }
}
