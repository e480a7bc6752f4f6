package jp.yagura.simulators.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/// How fast this machine is at the moment, by two fixed pieces of work, so that runs on different
/// machines, or on a busy one, can be compared.
public final class Calibration implements Benchmark {
  private static final int STEPS_AT_ONCE = 1_000_000;
  private static final int BYTES = 4_096;

  @Override
  public String name() {
    return "calibration";
  }

  @Override
  public Words about() {
    return new Words("この計算機の速さ", "how fast this machine is just now");
  }

  @Override
  public void run(Workbench bench) throws IOException, InterruptedException {
    var time = bench.scale().phase().dividedBy(4);
    mix(STEPS_AT_ONCE, 1);
    bench.report(
        Figure.of(name(), new Words("1コアの計算", "one core"), steps(time), "million steps/s"));
    bench.report(
        Figure.of(
            name(), new Words("ディスクへの書込み確定", "4 KiB append and fsync"), fsyncs(bench, time), "/s"));
    bench.report(
        Figure.of(
            name(),
            new Words("負荷平均", "load average (1 min)"),
            ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
            "of " + Runtime.getRuntime().availableProcessors() + " cores"));
  }

  private static double steps(Duration time) {
    long begin = System.nanoTime();
    long state = 1;
    long steps = 0;
    while (System.nanoTime() - begin < time.toNanos()) {
      state = mix(STEPS_AT_ONCE, state);
      steps += STEPS_AT_ONCE;
    }
    if (state == 0) {
      throw new IllegalStateException("this generator never comes to 0");
    }
    return steps * 1e3 / (System.nanoTime() - begin);
  }

  /// Xorshift: every step needs the one before, so it shows the bare speed of one core.
  private static long mix(int steps, long from) {
    long x = from;
    for (int i = 0; i < steps; i++) {
      x ^= x << 13;
      x ^= x >>> 7;
      x ^= x << 17;
    }
    return x;
  }

  private static double fsyncs(Workbench bench, Duration time) throws IOException {
    var file = bench.folder("calibration").resolve("appended");
    try (var channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      var page = ByteBuffer.allocate(BYTES);
      long begin = System.nanoTime();
      long writes = 0;
      while (System.nanoTime() - begin < time.toNanos()) {
        channel.write(page.clear());
        channel.force(false);
        writes++;
      }
      return writes * 1e9 / (System.nanoTime() - begin);
    } finally {
      Files.deleteIfExists(file);
    }
  }
}
