package jp.yagura.simulators.bench.footprint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jp.yagura.simulators.bench.Workbench;

/// Megabytes a day that reach the disk, counted by the kernel (`write_bytes` of the process) over a
/// run with as many commits as a day has, only quicker: a round of three sensors each 20 ms instead
/// of each minute, sent and confirmed after ten rounds as in the standard plan. What the file
/// system writes for itself is not in it, for anybody.
final class FlashBytes {
  private static final int ROUNDS_A_DAY = 1_440;
  private static final int SENSORS = 3;
  private static final Duration LONG = Duration.ofMinutes(5);

  /// The charge of the battery is noted each ten minutes by the clock, which runs no quicker here.
  private static final int NOTES_A_DAY = 144;

  static final String QUICK_CADENCE = "{sample: 20ms, send: 200ms, status: 100ms}";

  private final int rounds;

  /// @param rounds as many of a day's as there is time for
  private FlashBytes(int rounds) {
    this.rounds = rounds;
  }

  static FlashBytes in(Workbench bench) {
    boolean wholeDay = bench.scale().phase().compareTo(Duration.ofSeconds(5)) >= 0;
    return new FlashBytes(wholeDay ? ROUNDS_A_DAY : ROUNDS_A_DAY / 10);
  }

  double ofAgent(PackagedAgent agent, Path site) throws IOException, InterruptedException {
    var environment = new HashMap<>(agent.environment(true));
    environment.put("YAGURA_LOG", "debug");
    try (Child box = Child.start("agent", agent.command(site), environment)) {
      long begun = awaitReading(box, 10L * SENSORS);
      long before = box.written();
      long ended = awaitReading(box, begun + (long) rounds * SENSORS);
      double aRound = (box.written() - before) * (double) SENSORS / (ended - begun);
      return (ROUNDS_A_DAY + NOTES_A_DAY) * aRound / 1e6;
    }
  }

  private static long awaitReading(Child box, long number)
      throws IOException, InterruptedException {
    String line =
        box.await(said -> said.contains("committed readings=") && lastOf(said) >= number, LONG);
    return lastOf(line);
  }

  private static long lastOf(String committed) {
    return Long.parseLong(committed.replaceAll(".*readings=\\d+\\.\\.(\\d+).*", "$1"));
  }

  double naive(PackagedAgent agent, Path jar, Path file) throws IOException, InterruptedException {
    int readings = rounds * SENSORS;
    Files.deleteIfExists(file);
    // It holds still before it ends, so that its counters can be read; so many of them as a day
    // has.
    var command =
        agent.commandOf(
            jar, List.of(), List.of("naive", file.toString(), Integer.toString(readings)));
    try (Child loop = Child.start("naive", command, Map.of())) {
      loop.await(line -> line.equals("DONE"), LONG);
      return loop.written() * (double) ROUNDS_A_DAY / rounds / 1e6;
    }
  }
}
