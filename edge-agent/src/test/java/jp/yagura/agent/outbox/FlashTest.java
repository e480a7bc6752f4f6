package jp.yagura.agent.outbox;

import static jp.yagura.agent.outbox.Items.durable;
import static jp.yagura.agent.outbox.Items.readings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import jp.yagura.shared.wire.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cards die of being written to. */
class FlashTest {
  private static final Path IO = Path.of("/proc/self/io");
  private static final long MOST = 50L << 20;

  @Test
  void aStandardDayWithAnAckForEachRoundWritesFewBytes(@TempDir Path folder) throws Exception {
    if (!Files.isReadable(IO)) {
      System.out.println("skipped: bytes written are counted by /proc/self/io, which is not here");
    }
    assumeTrue(Files.isReadable(IO), "needs /proc/self/io");
    try (Outbox outbox = Outbox.open(folder.resolve("outbox.db"), InstantSource.system())) {
      for (int day = 0; day < 5; day++) {
        oneDay(outbox); // an archive is there
      }
      long before = written();
      oneDay(outbox);
      long bytes = written() - before;
      System.out.printf(
          "[yagura-test] a day of 1,440 rounds, each confirmed: %,d kB written%n", bytes / 1024);
      assertThat(bytes).isBetween(1L << 20, MOST);
    }
  }

  private static void oneDay(Outbox outbox) throws OutboxException {
    for (int minute = 0; minute < 1_440; minute++) {
      long last = outbox.last(Stream.READINGS);
      outbox.append(readings(last + 1, last + 3));
      outbox.free(durable(outbox, Stream.READINGS, last + 3));
    }
  }

  private static long written() throws IOException {
    return Files.readAllLines(IO).stream()
        .filter(line -> line.startsWith("wchar: "))
        .mapToLong(line -> Long.parseLong(line.substring("wchar: ".length())))
        .sum();
  }
}
