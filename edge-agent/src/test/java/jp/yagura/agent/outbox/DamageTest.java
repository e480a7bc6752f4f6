package jp.yagura.agent.outbox;

import static jp.yagura.agent.outbox.Items.START;
import static jp.yagura.agent.outbox.Items.opened;
import static jp.yagura.agent.outbox.Items.readings;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import jp.yagura.shared.wire.AlarmKind;
import jp.yagura.shared.wire.SeqRange;
import jp.yagura.shared.wire.UpMessage.Alarm;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cards go bad. The box goes on, and says so. */
class DamageTest {

  @TempDir Path folder;
  private Path file;
  private long epoch;

  @BeforeEach
  void anOutboxWithAYearInIt() throws OutboxException {
    file = folder.resolve("outbox.db");
    try (Outbox outbox = Outbox.open(file, InstantSource.fixed(START))) {
      outbox.append(readings(1, 20_000));
      epoch = outbox.epoch();
    }
  }

  @Test
  void aDamagedOutboxIsSetAsideANewOneIsBegunAndHeadquartersIsTold() throws Exception {
    scribble(file, 8_192, 40_000);
    try (Outbox anew = Outbox.open(file, later(1))) {
      assertThat(anew.epoch()).as("numbers of the old one mean nothing here").isNotEqualTo(epoch);
      Letter first = anew.nextEvent(List.of(), false).orElseThrow();
      assertThat(opened(first))
          .isInstanceOfSatisfying(
              Alarm.class,
              alarm -> {
                assertThat(alarm.kind()).isEqualTo(AlarmKind.OUTBOX_TROUBLE);
                assertThat(alarm.raised()).isTrue();
              });
      assertThat(anew.append(readings(1, 3))).contains(new SeqRange(1, 3));
    }
    assertThat(setAside()).hasSize(1);
  }

  @Test
  void aFileThatIsSomethingElseIsSetAsideToo() throws Exception {
    Files.writeString(file, "this was a shopping list ".repeat(1_000));
    try (Outbox anew = Outbox.open(file, later(1))) {
      assertThat(anew.append(readings(1, 3))).contains(new SeqRange(1, 3));
    }
    assertThat(Files.readString(setAside().getFirst())).startsWith("this was a shopping list");
  }

  @Test
  void aCardThatGoesBadAgainAndAgainDoesNotFillUpWithItsOldOutboxes() throws Exception {
    for (int i = 1; i <= 5; i++) {
      Files.writeString(file, "broken " + i);
      Outbox.open(file, later(i)).close();
    }
    assertThat(setAside()).hasSize(2).allMatch(path -> path.toString().contains("damaged"));
    assertThat(Files.readString(setAside().getLast())).isEqualTo("broken 5");
  }

  private static InstantSource later(int seconds) {
    Instant then = START.plusSeconds(seconds);
    return InstantSource.fixed(then);
  }

  private List<Path> setAside() throws IOException {
    try (var files = Files.list(folder)) {
      return files.filter(path -> path.toString().contains(".damaged-")).sorted().toList();
    }
  }

  private static void scribble(Path file, long from, int bytes) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(
          ByteBuffer.wrap("x".repeat(bytes).getBytes(java.nio.charset.StandardCharsets.US_ASCII)),
          from);
    }
  }
}
