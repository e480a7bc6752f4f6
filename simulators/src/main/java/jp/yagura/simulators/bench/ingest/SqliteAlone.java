package jp.yagura.simulators.bench.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import jp.yagura.simulators.bench.Numbers;

/// What the database can do when nothing stands in front of it.
final class SqliteAlone implements Contender {
  private final BareDatabase database;
  private final List<Double> batched = new ArrayList<>();
  private final List<Double> single = new ArrayList<>();

  SqliteAlone(Path file, Path like, int devices, int readingsPerMessage) throws IOException {
    database = BareDatabase.create(file, like, devices, readingsPerMessage);
  }

  @Override
  public void takeTurn(Duration time) throws IOException {
    batched.add(database.inBatches(time.dividedBy(2)));
    single.add(database.onePerCommit(time.dividedBy(4)));
  }

  @Override
  public void forget() {
    batched.clear();
    single.clear();
  }

  /// Rows a second in commits of a thousand.
  double batched() {
    return median(batched);
  }

  /// Rows a second, each in a commit of its own.
  double single() {
    return median(single);
  }

  private static double median(List<Double> rates) {
    return Numbers.median(rates.stream().mapToDouble(Double::doubleValue).toArray());
  }

  @Override
  public void close() throws IOException {
    database.close();
  }
}
