package jp.yagura.agent.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import jp.yagura.agent.outbox.WriteLog.Forcing;
import jp.yagura.agent.outbox.WriteLog.Op;
import jp.yagura.shared.testing.FaultTools;
import jp.yagura.shared.testing.RunningProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Pulls the plug a thousand times. A real outbox works in a process of its own under a log of its
/// writes; the log is replayed into the states in which a disk may be found at any moment of it;
/// and the real outbox opens each of them.
///
/// The same run with fewer forced writes shows that the test can fail.
class PowerCutIT {
  /// More with `-Dyagura.powercuts=20000`.
  private static final int CUTS = Integer.getInteger("yagura.powercuts", 1_000);

  private static final int COMPARED = Math.min(CUTS, 200);
  private static final int STEPS = 900;
  private static final long SEED = 20261121;
  private static final InstantSource NEXT_DAY =
      InstantSource.fixed(Items.START.plus(Duration.ofDays(1)));
  private static final String ACKNOWLEDGED = "acknowledged";

  /// @param damaged the outbox had to be set aside
  /// @param losing acknowledged entries are gone
  /// @param untrue a number has another content than was put in
  /// @param reusing a number that was said to be given is given again
  private record Verdict(
      int states, int damaged, int losing, long mostLost, int untrue, int reusing) {
    String row(String name) {
      return "%-44s %7d %8d %8d %10d %8d %8d"
          .formatted(name, states, damaged, losing, mostLost, untrue, reusing);
    }
  }

  private record State(boolean damaged, long lost, boolean isTrue, boolean reuses) {}

  @Test
  void noPowerCutLosesWhatWasAcknowledgedOrDamagesTheOutbox(@TempDir Path folder) throws Exception {
    WriteLog log = logOfARun(folder);

    Verdict full = replay(log.with(Forcing.FULL), CUTS);
    Verdict normal = replay(log.with(Forcing.NORMAL), COMPARED);
    Verdict off = replay(log.with(Forcing.OFF), COMPARED);

    System.out.printf(
        "power cuts (seed %d, %d steps, %d operations on files):%n%-44s %7s %8s %8s %10s %8s %8s%n%s%n%s%n%s%n",
        SEED,
        STEPS,
        log.ops().size(),
        "",
        "states",
        "damaged",
        "losing",
        "most lost",
        "untrue",
        "reusing",
        full.row("the outbox as built (synchronous=FULL)"),
        normal.row("the same run as synchronous=NORMAL forces"),
        off.row("the same run as OFF, or on a disk that lies"));
    assertThat(full).isEqualTo(new Verdict(CUTS, 0, 0, 0, 0, 0));
    assertThat(normal.losing()).as("the test can fail").isGreaterThan(COMPARED / 2);
    assertThat(off.losing()).as("the test can fail").isGreaterThan(COMPARED / 2);
  }

  private static WriteLog logOfARun(Path folder) throws IOException {
    Path data = Files.createDirectories(folder.resolve("under-power"));
    Path log = folder.resolve("writes.log");
    var environment = new HashMap<>(JavaProgram.preloading(FaultTools.ioFault(), "/under-power/"));
    environment.put("IOF_LOG", log.toString());
    List<String> arguments =
        List.of(
            data.resolve("outbox.db").toString(),
            data.resolve(ACKNOWLEDGED).toString(),
            Integer.toString(STEPS),
            Long.toString(SEED));
    try (RunningProcess run = JavaProgram.start(OutboxUnderPower.class, environment, arguments)) {
      run.awaitLineWith("DONE", Duration.ofMinutes(2));
      assertThat(run.awaitEnd(Duration.ofSeconds(20))).isZero();
    }
    return WriteLog.read(log);
  }

  private static Verdict replay(WriteLog log, int cuts) throws Exception {
    List<Op> ops = log.ops();
    int firstSaid =
        IntStream.range(0, ops.size()).filter(i -> isSaid(ops.get(i))).findFirst().orElseThrow();
    var dice = new SplittableRandom(SEED);
    int[] moments = dice.ints(cuts, firstSaid + 1, ops.size() + 1).sorted().toArray();
    var disk = new PowerCut();
    var acknowledged = new Acknowledged();
    Path states = Files.createTempDirectory(inMemory(), "power-cuts-");
    List<State> found = new ArrayList<>();
    int at = 0;
    for (int moment : moments) {
      for (; at < moment; at++) {
        Op op = ops.get(at);
        if (isSaid(op)) {
          new String(op.bytes(), StandardCharsets.US_ASCII).lines().forEach(acknowledged::hear);
        } else if (op.file().startsWith("outbox.db") && !op.file().endsWith(".reserve")) {
          disk.then(op);
        }
      }
      Path state = states.resolve("state");
      disk.leaveIn(state, dice);
      found.add(opened(state, acknowledged));
      delete(state);
    }
    Files.delete(states);
    return new Verdict(
        found.size(),
        (int) found.stream().filter(State::damaged).count(),
        (int) found.stream().filter(state -> state.lost() > 0).count(),
        found.stream().mapToLong(State::lost).max().orElse(0),
        (int) found.stream().filter(state -> !state.isTrue()).count(),
        (int) found.stream().filter(State::reuses).count());
  }

  private static State opened(Path state, Acknowledged acknowledged) throws Exception {
    try (Outbox outbox = Outbox.open(state.resolve("outbox.db"), NEXT_DAY)) {
      Contents contents = Contents.of(outbox);
      boolean sameEpoch = outbox.epoch() < NEXT_DAY.millis();
      return new State(
          isSetAside(state), contents.missing(acknowledged), contents.isTrue(), sameEpoch);
    }
  }

  private static boolean isSaid(Op op) {
    return op.file().equals(ACKNOWLEDGED) && op.kind() == WriteLog.Kind.WRITE;
  }

  private static boolean isSetAside(Path state) throws IOException {
    try (var files = Files.list(state)) {
      return files.anyMatch(file -> file.toString().contains(".damaged-"));
    }
  }

  /// Thousands of states need no disk.
  private static Path inMemory() {
    Path memory = Path.of("/dev/shm");
    return Files.isWritable(memory) ? memory : Path.of(System.getProperty("java.io.tmpdir"));
  }

  private static void delete(Path folder) throws IOException {
    try (var paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
