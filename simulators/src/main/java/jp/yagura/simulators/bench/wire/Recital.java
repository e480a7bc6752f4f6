package jp.yagura.simulators.bench.wire;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import jp.yagura.simulators.bench.Certificate;
import jp.yagura.simulators.bench.wire.Ledger.Part;
import jp.yagura.simulators.fleet.DeviceIdentity;

/// Several towers tell of one day, each of its own hours, all at the same time: a durable
/// acknowledgement takes its time, and a whole day of them in a row would take too much of it.
///
/// @param begin of the day
record Recital(Certificate certificate, int brokerPort, Instant begin) {
  private static final long SEED = 2026;

  interface Tongue {
    Dialect of(DeviceIdentity tower);
  }

  /// @param batches of the day, from its beginning
  Ledger play(List<DeviceIdentity> towers, int batches, Tongue tongue)
      throws IOException, InterruptedException {
    var ledger = new Ledger();
    int each = batches / towers.size();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var parts = new ArrayList<Future<Void>>();
      for (int i = 0; i < towers.size(); i++) {
        var tower = towers.get(i);
        int from = i * each;
        Callable<Void> part =
            () -> {
              speak(tower, tongue.of(tower), from, from + each, ledger);
              return null;
            };
        parts.add(threads.submit(part));
      }
      for (var part : parts) {
        part.get();
      }
      return ledger;
    } catch (ExecutionException e) {
      throw new IOException("a tower could not speak: " + e.getCause(), e);
    }
  }

  private void speak(DeviceIdentity tower, Dialect dialect, int from, int to, Ledger ledger)
      throws IOException {
    var day = Day.of(tower.address(), begin, SEED);
    try (var line = new CountingLine(brokerPort);
        var device =
            SecureDevice.connect(
                certificate, line.port(), tower, Day.KEEP_ALIVE, dialect.usesAliases())) {
      dialect.introduce(device);
      ledger.add(Part.CONNECTING, line.passed());
      for (int number = from; number < to; number++) {
        var between = day.statusBeforeEndOf(number);
        ledger.book(
            Part.STATUS,
            line,
            () -> {
              var before = line.passed();
              dialect.status(device, between, day.at(between));
              line.awaitMoreThan(before);
            });
        var readings = day.batch(number);
        var end = day.endOf(number);
        ledger.book(
            Part.READINGS, line, () -> dialect.readings(device, readings, end, day.at(end)));
        ledger.book(Part.DURABLE_ACKS, line, () -> dialect.awaitDurable(device));
      }
    }
  }
}
