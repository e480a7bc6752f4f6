package jp.yagura.simulators.bench.ingest;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import jp.yagura.simulators.bench.Numbers;

/// A way for readings to go, from the devices to wherever it ends.
abstract class Road implements Contender {
  private final List<Rate> rates = new ArrayList<>();

  abstract Rate carry(Duration time) throws IOException, InterruptedException;

  @Override
  public final void takeTurn(Duration time) throws IOException, InterruptedException {
    rates.add(carry(time));
  }

  @Override
  public final void forget() {
    rates.clear();
  }

  double median(ToDoubleFunction<Rate> of) {
    return Numbers.median(rates.stream().mapToDouble(of).toArray());
  }

  /// How much of what the other carries this one carries, as the middle one of all rounds: in a
  /// round both met about the same machine.
  double messagesBy(Road other) {
    var ratios = new double[rates.size()];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = rates.get(i).messagesPerSecond() / other.rates.get(i).messagesPerSecond();
    }
    return Numbers.median(ratios);
  }
}
