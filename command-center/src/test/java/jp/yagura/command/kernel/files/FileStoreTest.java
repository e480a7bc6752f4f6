package jp.yagura.command.kernel.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileStoreTest {

  @TempDir Path folder;

  @Test
  void whatIsStoredComesBackAsItWasWhateverItsSize() throws IOException {
    var store = new FileStore(folder);
    for (int size : List.of(0, 1, 65_535, 65_536, 65_537, 300_000)) {
      byte[] content = bytes(size);
      FileRef ref = store.store(new ByteArrayInputStream(content), 1_000_000);
      try (InputStream back = store.open(ref)) {
        assertThat(back.readAllBytes()).isEqualTo(content);
      }
      assertThat(store.size(ref)).isEqualTo(size);
    }
  }

  @Test
  void theSameContentIsKeptOnce() throws IOException {
    var store = new FileStore(folder);
    FileRef first = store.store(new ByteArrayInputStream(bytes(1_000)), 10_000);
    FileRef second = store.store(new ByteArrayInputStream(bytes(1_000)), 10_000);
    assertThat(second).isEqualTo(first);
    assertThat(files()).hasSize(1);
  }

  @Test
  void aDamagedFileIsFoundWhenItIsRead() throws IOException {
    var store = new FileStore(folder);
    FileRef ref = store.store(new ByteArrayInputStream(bytes(100_000)), 1_000_000);
    Path file = files().getFirst();
    byte[] damaged = Files.readAllBytes(file);
    damaged[50_000] ^= 1;
    Files.write(file, damaged);
    try (InputStream back = store.open(ref)) {
      assertThatThrownBy(back::readAllBytes).isInstanceOf(DamagedFileException.class);
    }
  }

  @Test
  void aDamagedFileHealsWhenTheSameContentComesAgain() throws IOException {
    var store = new FileStore(folder);
    FileRef ref = store.store(new ByteArrayInputStream(bytes(100_000)), 1_000_000);
    Path file = files().getFirst();
    for (byte[] damage : List.of(bytes(99_999), new byte[0], new byte[100_000])) {
      Files.write(file, damage);
      assertThat(store.store(new ByteArrayInputStream(bytes(100_000)), 1_000_000)).isEqualTo(ref);
      try (InputStream back = store.open(ref)) {
        assertThat(back.readAllBytes()).isEqualTo(bytes(100_000));
      }
    }
    assertThat(files()).containsExactly(file);
  }

  @Test
  void whatWasOnItsWayWhenTheProcessWasKilledIsGoneAfterTheNextStart() throws IOException {
    var store = new FileStore(folder);
    FileRef ref = store.store(new ByteArrayInputStream(bytes(1_000)), 10_000);
    Files.write(folder.resolve("files/arriving/17.part"), bytes(500));
    var again = new FileStore(folder);
    assertThat(files()).hasSize(1);
    assertThat(again.has(ref)).isTrue();
  }

  @Test
  void whatIsTooLargeIsRefusedAndNothingOfItIsKept() throws IOException {
    var store = new FileStore(folder);
    assertThatThrownBy(() -> store.store(new ByteArrayInputStream(bytes(1_001)), 1_000))
        .isInstanceOf(FileTooLargeException.class);
    assertThat(files()).isEmpty();
  }

  @Test
  void aSenderThatBreaksOffLeavesNothingBehind() throws IOException {
    var store = new FileStore(folder);
    InputStream broken =
        new InputStream() {
          private int left = 70_000;

          @Override
          public int read() throws IOException {
            if (left == 0) {
              throw new IOException("the link broke");
            }
            left--;
            return 7;
          }
        };
    assertThatThrownBy(() -> store.store(broken, 1_000_000)).hasMessage("the link broke");
    assertThat(files()).isEmpty();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  private static byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    new Random(7).nextBytes(bytes);
    return bytes;
  }
}
