package jp.yagura.command.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundledMapTest {

  @TempDir Path data;

  @Test
  void theMapThatIsThereAlreadyIsLeftAlone() throws IOException {
    new BundledMap(data);
    FileTime longAgo = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));
    Files.setLastModifiedTime(map(), longAgo);
    new BundledMap(data);
    assertThat(Files.getLastModifiedTime(map())).isEqualTo(longAgo);
  }

  @Test
  void theMapOfAnEarlierVersionAndADamagedOneAreReplaced() throws IOException {
    new BundledMap(data);
    byte[] whole = Files.readAllBytes(map());
    Files.write(map(), new byte[whole.length]);
    new BundledMap(data);
    assertThat(Files.readAllBytes(map())).isEqualTo(whole);
  }

  @Test
  void whatAKilledStartLeftBehindIsClearedAwayAndTheMapsOfTheCityStay() throws IOException {
    Files.createDirectories(data.resolve("map"));
    Files.writeString(data.resolve("map/bundled17.part"), "half of a map");
    Files.writeString(data.resolve("map/city.pmtiles"), "a map");
    new BundledMap(data);
    assertThat(names()).containsExactlyInAnyOrder("bundled.pmtiles", "city.pmtiles");
  }

  @Test
  void aMapThatCannotBePutInPlaceLeavesNothingElseBehind() throws IOException {
    Files.createDirectories(map().resolve("in the way"));
    assertThatThrownBy(() -> new BundledMap(data)).isInstanceOf(IOException.class);
    assertThat(names()).containsExactly("bundled.pmtiles");
  }

  private Path map() {
    return data.resolve("map").resolve(BundledMap.FILE);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> all = Files.list(data.resolve("map"))) {
      return all.map(file -> file.getFileName().toString()).toList();
    }
  }
}
