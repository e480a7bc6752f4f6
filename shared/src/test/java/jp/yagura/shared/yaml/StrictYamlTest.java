package jp.yagura.shared.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import jp.yagura.shared.id.SensorId;
import jp.yagura.shared.id.SiteId;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictYamlTest {
  private static final String TOWER =
      """
      # a tower
      site: inabu
      since: 2026-11-21T00:00:00Z
      cadence: {sample: 2s, send: 500ms}
      lat: 33.545
      seed: 7
      mains: on
      sensors:
        - {id: wl, timeline: [[0s, 420], [60s, 1650]]}
        - id: rn
      """;

  record Tower(
      SiteId site,
      Instant since,
      Cadence cadence,
      double lat,
      int seed,
      boolean mains,
      List<Sensor> sensors) {
    static Tower from(YamlNode yaml) {
      return new Tower(
          yaml.text("site", SiteId::new),
          yaml.instant("since"),
          yaml.child("cadence", Cadence::from),
          yaml.decimal("lat"),
          yaml.optional("seed", YamlNode::integer).orElse(0),
          yaml.flag("mains"),
          yaml.list("sensors", Sensor::from));
    }
  }

  record Cadence(Duration sample, Duration send) {
    Cadence {
      if (sample.isNegative() || sample.isZero()) {
        throw new IllegalArgumentException("sample must be longer than nothing");
      }
    }

    static Cadence from(YamlNode yaml) {
      return new Cadence(yaml.duration("sample"), yaml.duration("send"));
    }
  }

  record Sensor(SensorId id, Optional<List<Point>> timeline) {
    static Sensor from(YamlNode yaml) {
      return new Sensor(
          yaml.text("id", SensorId::new),
          yaml.optional("timeline", (node, key) -> node.list(key, Point::from)));
    }
  }

  record Point(Duration at, int value) {
    static Point from(YamlNode yaml) {
      List<YamlNode> pair = yaml.asList();
      return new Point(pair.get(0).asDuration(), pair.get(1).asInteger());
    }
  }

  @Test
  void aFileBecomesARecord() {
    assertThat(StrictYaml.read(TOWER, Tower::from))
        .isEqualTo(
            new Tower(
                new SiteId("inabu"),
                Instant.parse("2026-11-21T00:00:00Z"),
                new Cadence(Duration.ofSeconds(2), Duration.ofMillis(500)),
                33.545,
                7,
                true,
                List.of(
                    new Sensor(
                        new SensorId("wl"),
                        Optional.of(
                            List.of(
                                new Point(Duration.ZERO, 420),
                                new Point(Duration.ofMinutes(1), 1650)))),
                    new Sensor(new SensorId("rn"), Optional.empty()))));
  }

  @Test
  void aKeyThatNobodyAskedForIsAnErrorThatNamesItsPathAndItsNeighbours() {
    assertThatExceptionOfType(BadYaml.class)
        .isThrownBy(
            () -> StrictYaml.read("inabu.yaml", TOWER.replace("send:", "sned:"), Tower::from))
        .withMessage("inabu.yaml, line 4, cadence: needs the key send");
    String more = TOWER.replace("send: 500ms", "send: 500ms, sendd: 1s");
    assertThatExceptionOfType(BadYaml.class)
        .isThrownBy(() -> StrictYaml.read("inabu.yaml", more, Tower::from))
        .withMessage(
            "inabu.yaml, line 4, cadence.sendd: is not a key that is known here;"
                + " known beside it: sample, send");
  }

  @Test
  void anUnknownKeyInsideAListIsFoundToo() {
    BadYaml error = failure(TOWER.replace("- id: rn", "- {id: rn, unit: mm}"), Tower::from);
    assertThat(error.path()).isEqualTo("sensors[1].unit");
    assertThat(error.line()).isEqualTo(10);
  }

  @Test
  void whatARecordRefusesIsToldAtItsPlace() {
    BadYaml error = failure(TOWER.replace("2s", "0s"), Tower::from);
    assertThat(error).hasMessage("yaml, line 4, cadence: sample must be longer than nothing");
    BadYaml name = failure(TOWER.replace("id: rn", "id: RN"), Tower::from);
    assertThat(name.path()).isEqualTo("sensors[1].id");
    assertThat(name.sentence()).contains("a-z, 0-9");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "seed: 7           | seed: seven        | seed            | whole number",
        "seed: 7           | seed: 7.5          | seed            | whole number",
        "seed: 7           | seed: 99999999999  | seed            | too large",
        "seed: 7           | seed: [7]          | seed            | must be a whole number",
        "lat: 33.545       | lat: .nan          | lat             | number like",
        "lat: 33.545       | lat: 0x21          | lat             | number like",
        "mains: on         | mains: perhaps     | mains           | true or false",
        "2026-11-21T00:00:00Z | yesterday       | since           | time like",
        "2026-11-21T00:00:00Z | 2026-11-21      | since           | time like",
        "sample: 2s        | sample: 2          | cadence.sample  | duration",
        "sample: 2s        | sample: 2 s        | cadence.sample  | duration",
        "sample: 2s        | sample: -2s        | cadence.sample  | duration",
        "site: inabu       | site:              | site            | must be text",
        "site: inabu       | site: {a: b}       | site            | must be text",
        "site: inabu       | sight: inabu       | ''              | needs the key site",
        "[60s, 1650]       | [60s, high]        | sensors[0].timeline[1][1] | whole number",
      })
  void aWrongValueIsNamedWithItsPathAndWhatWouldBeRight(
      String right, String wrong, String path, String sentence) {
    BadYaml error = failure(TOWER.replace(right, wrong), Tower::from);
    assertThat(error.path()).isEqualTo(path);
    assertThat(error.sentence()).contains(sentence);
  }

  @Test
  void absentAndEmptyAreTheSameForWhatIsOptional() {
    assertThat(StrictYaml.read(TOWER.replace("seed: 7", "seed:"), Tower::from).seed()).isZero();
    assertThat(StrictYaml.read(TOWER.replace("seed: 7", "seed: ~"), Tower::from).seed()).isZero();
  }

  @Test
  void theSameKeyTwiceIsAnError() {
    BadYaml error = failure(TOWER + "seed: 8\n", Tower::from);
    assertThat(error).hasMessageContaining("line 11, seed: stands here twice");
  }

  @Test
  void numbersAndWordsThatYamlWouldTwistStayTextWhereTextIsWanted() {
    List<String> texts =
        StrictYaml.read(
            "a: 0123\nb: no\nc: 1e3\nd: '2026-11-21'",
            node -> List.of(node.text("a"), node.text("b"), node.text("c"), node.text("d")));
    assertThat(texts).containsExactly("0123", "no", "1e3", "2026-11-21");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: &x 1\nb: *x",
        "a: &x [1]",
        "a: *unknown",
        "base: &b {x: 1}\nc: {<<: *b}",
        "a: !!java.lang.Runtime {}",
        "!!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[]]]",
        "a: !custom x",
        "a: 1\n---\nb: 2",
        "a: [1, 2",
        "a: \"open",
        "a:\n\t- tab",
        "{[a]: 1}",
        "? {a: 1}\n: 2",
        "",
        "# only a comment",
        "\u0000",
        "a: \u0007",
      })
  void whatIsNotPlainYamlIsRefusedAsBadYaml(String yaml) {
    failure(yaml, node -> node.optional("a", YamlNode::text));
  }

  @Test
  void aBillionLaughsAreNotLaughedAt() {
    String bomb =
        """
        a: &a [x,x,x,x,x,x,x,x,x,x]
        b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]
        c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]
        d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]
        """;
    assertThat(failure(bomb, YamlNode::keys)).hasMessageContaining("anchors (&) and aliases (*)");
  }

  @Test
  void aBottomlessPitIsNotEntered() {
    assertThat(failure("a: " + "[".repeat(100_000), YamlNode::keys)).isNotNull();
    assertThat(failure("a: " + "[".repeat(40) + "]".repeat(40), YamlNode::keys)).isNotNull();
    assertThat(failure("{a: ".repeat(5_000) + "}".repeat(5_000), YamlNode::keys)).isNotNull();
  }

  @Test
  void aHugeFileIsNotRead() {
    assertThat(failure("#".repeat(StrictYaml.MAX_CHARACTERS + 1), YamlNode::keys))
        .hasMessageContaining("larger than 16 MiB");
  }

  @Property(tries = 3000)
  void noTextEndsOtherwiseThanInAResultOrABadYaml(@ForAll String text) {
    try {
      StrictYaml.read(text, YamlNode::asText);
    } catch (BadYaml expected) {
      assertThat(expected.sentence()).isNotBlank();
    }
  }

  @Test
  void aFileThatIsMissingOrNotTextIsToldByName(@TempDir Path folder) throws IOException {
    assertThatExceptionOfType(BadYaml.class)
        .isThrownBy(() -> StrictYaml.read(folder.resolve("sites.yaml"), YamlNode::keys))
        .withMessageContaining("sites.yaml: there is no such file");
    Path latin = Files.write(folder.resolve("latin.yaml"), new byte[] {'a', ':', ' ', (byte) 0xE9});
    assertThatExceptionOfType(BadYaml.class)
        .isThrownBy(() -> StrictYaml.read(latin, YamlNode::keys))
        .withMessage("latin.yaml: is not UTF-8 text; save it as UTF-8");
    assertThatExceptionOfType(BadYaml.class)
        .isThrownBy(() -> StrictYaml.read(folder, YamlNode::keys))
        .withMessageContaining("cannot be read");
  }

  @Test
  void aFileIsNamedInItsErrors(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("inabu.yaml"), "site: inabu\n稲生: 1\n");
    assertThatExceptionOfType(BadYaml.class)
        .isThrownBy(() -> StrictYaml.read(file, yaml -> yaml.text("site")))
        .withMessageStartingWith("inabu.yaml, line 2, 稲生: is not a key that is known here");
  }

  private static BadYaml failure(String yaml, Function<YamlNode, ?> reader) {
    BadYaml failure = catchThrowableOfType(BadYaml.class, () -> StrictYaml.read(yaml, reader));
    assertThat(failure).as("refused").isNotNull();
    return failure;
  }
}
