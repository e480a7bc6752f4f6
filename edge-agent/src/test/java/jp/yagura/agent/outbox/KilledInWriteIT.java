package jp.yagura.agent.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.SplittableRandom;
import jp.yagura.shared.testing.FaultTools;
import jp.yagura.shared.testing.RunningProcess;
import jp.yagura.shared.wire.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process that dies within a write, after half of it, again and again on the same outbox.
class KilledInWriteIT {
  private static final int KILLS = 50;
  private static final long SEED = 50;

  @Test
  void killedInsideFiftyWritesTheOutboxHoldsAllThatItAcknowledged(@TempDir Path folder)
      throws Exception {
    Path file = folder.resolve("outbox.db");
    Path said = folder.resolve("acknowledged");
    var dice = new SplittableRandom(SEED);
    long epoch = 0;
    for (int kill = 1; kill <= KILLS; kill++) {
      // the first writes of a start, too: making the file, and mending what the last kill left
      int write = 1 + (kill % 3 == 0 ? dice.nextInt(10) : dice.nextInt(150));
      killInside(write, file, said, SEED + kill);
      var acknowledged = Acknowledged.in(said);
      try (Outbox outbox = Outbox.open(file, InstantSource.fixed(Items.START.plusSeconds(kill)))) {
        Contents contents = Contents.of(outbox);
        assertThat(contents.missing(acknowledged)).as("lost after kill %d", kill).isZero();
        assertThat(contents.isTrue()).as("true after kill %d", kill).isTrue();
        assertThat(outbox.last(Stream.READINGS)).isGreaterThanOrEqualTo(acknowledged.lastReading());
        assertThat(outbox.epoch()).as("a new epoch with every start").isGreaterThan(epoch);
        epoch = outbox.epoch();
      }
    }
    try (var files = Files.list(folder)) {
      assertThat(files.map(Path::toString))
          .as("never set aside")
          .noneMatch(n -> n.contains(".damaged-"));
    }
    assertThat(Acknowledged.in(said).lastReading()).isGreaterThan(KILLS * 10L);
    System.out.printf(
        "killed inside %d writes (seed %d): %d readings acknowledged, 0 lost%n",
        KILLS, SEED, Acknowledged.in(said).lastReading());
  }

  private static void killInside(int write, Path file, Path said, long seed) {
    var environment = new HashMap<>(JavaProgram.preloading(FaultTools.ioFault(), "/outbox.db"));
    environment.put("IOF_KILL", Integer.toString(write));
    List<String> arguments =
        List.of(file.toString(), said.toString(), "100000", Long.toString(seed));
    try (RunningProcess run = JavaProgram.start(OutboxUnderPower.class, environment, arguments)) {
      assertThat(run.awaitEnd(Duration.ofMinutes(1))).as("128 + SIGKILL").isEqualTo(137);
    }
  }
}
