package jp.yagura.command.kernel.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class RelayPartsTest {

  @Property(tries = 200)
  void anyTextComesOutAsItWentInAndNoPartIsTooLongForPostgres(
      @ForAll @StringLength(min = 1, max = 9_000) String text) {
    List<String> parts = RelayParts.of(text);
    assertThat(parts)
        .allSatisfy(
            part -> assertThat(part.getBytes(StandardCharsets.UTF_8).length).isLessThan(8_000));
    assertThat(joined(parts)).contains(text);
  }

  @Test
  void aCharacterOfTwoHalvesIsNotTornApart() {
    String text = "x" + "𩸽".repeat(4_000);
    List<String> parts = RelayParts.of(text);
    assertThat(parts).hasSizeGreaterThan(3);
    assertThat(parts)
        .allSatisfy(
            part -> assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(part)).isTrue());
    assertThat(joined(parts)).contains(text);
  }

  @Test
  void aPartThatIsMissingIsNoticed() {
    List<String> parts = RelayParts.of("長い知らせ".repeat(1_500));
    var reader = new RelayParts();
    assertThat(reader.join(parts.get(0))).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> reader.join(parts.get(2)));
  }

  @Test
  void whatSomebodyElseSaysOnTheChannelIsRefused() {
    var reader = new RelayParts();
    assertThatIllegalArgumentException().isThrownBy(() -> reader.join("hello"));
    assertThatIllegalArgumentException().isThrownBy(() -> reader.join("a b c d"));
  }

  private static Optional<String> joined(List<String> parts) {
    var reader = new RelayParts();
    Optional<String> text = Optional.empty();
    for (String part : parts) {
      assertThat(text).as("complete before its last part").isEmpty();
      text = reader.join(part);
    }
    return text;
  }
}
