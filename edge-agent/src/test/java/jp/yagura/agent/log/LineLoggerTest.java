package jp.yagura.agent.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

class LineLoggerTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final LogLines lines = new LogLines(new PrintStream(bytes, true, StandardCharsets.UTF_8));
  private final LineLogger log =
      new LineLogger(
          "jp.yagura.agent.Thing",
          Level.INFO,
          lines,
          InstantSource.fixed(Instant.parse("2026-11-21T01:02:03.004Z")));

  @Test
  void anEventIsOneLineOfTimeLevelWhoAndWhat() {
    log.info("connected broker=\"{}\" after={}", "hq", 3);
    assertThat(bytes.toString(StandardCharsets.UTF_8).strip())
        .isEqualTo("2026-11-21T01:02:03.004Z INFO Thing connected broker=\"hq\" after=3");
  }

  @Test
  void whatComesFromOutsideCannotForgeALine() {
    log.warn(
        "refused topic={}", "a\r\n2026-11-21T01:02:03.004Z INFO Thing all is well\u0085\u001b[2J");
    assertThat(bytes.toString(StandardCharsets.UTF_8).strip().lines()).hasSize(1);
    assertThat(bytes.toString(StandardCharsets.UTF_8)).doesNotContain("\u001b");
  }

  @Test
  void aFailureIsTheSameLineWithWhereItHappened() {
    log.error("round failed", new IllegalStateException("why", new RuntimeException("deeper")));
    assertThat(lines.newest(10))
        .singleElement()
        .asString()
        .contains("ERROR Thing round failed java.lang.IllegalStateException: why | ")
        .contains("LineLoggerTest")
        .endsWith("caused by java.lang.RuntimeException: deeper");
  }

  @Test
  void whatIsBelowTheLevelIsNotWrittenAndOnlyTheNewestAreKept() {
    log.debug("nobody asked");
    for (int i = 0; i < 1_200; i++) {
      log.info("n={}", i);
    }
    assertThat(lines.newest(2_000)).hasSize(1_000).last().asString().endsWith("n=1199");
  }
}
