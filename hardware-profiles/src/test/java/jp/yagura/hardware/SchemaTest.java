package jp.yagura.hardware;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The schemas are what editors of cities check with while somebody types; the readers are what
/// counts. Both must say the same.
class SchemaTest {

  @ParameterizedTest
  @CsvSource({
    "boards.yaml, boards",
    "sensors.yaml, sensors",
    "cameras.yaml, cameras",
    "power-systems.yaml, power-systems",
    "uplinks.yaml, uplinks",
    "sites/nankoku.yaml, sites"
  })
  void everyFileIsAsItsSchemaSays(String file, String schema) throws IOException {
    assertThat(violations(schema, text(file))).isEmpty();
  }

  @ParameterizedTest(name = "{0}: {1} -> {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "boards        | architecture: aarch64  | architecture: arm",
        "boards        | idleWatts: 2.7         | idleWatts: low",
        "boards        | idleWatts: 2.7         | idelWatts: 2.7",
        "boards        | id: pi-4-2gb           | id: Pi 4",
        "boards        | GPIO, CSI]             | GPIO, VGA]",
        "sensors       | kind: WATER_LEVEL      | kind: LEVEL",
        "sensors       | warmUp: 10s            | warmUp: 10",
        "sensors       | resolution: 1          | resolution: 0",
        "sensors       | most: 30000            | most: high",
        "cameras       | panTiltZoom: false     | panTiltZoom: sometimes",
        "cameras       | widthPixels: 2560      | widthPixels: 0",
        "power-systems | volts: 24              | volts: 23",
        "power-systems | derating: 0.8          | derating: 8",
        "power-systems | [24000, 25]            | [24000]",
        "power-systems | [24000, 25]            | [24000, 125]",
        "uplinks       | bearer: LAN            | bearer: PIGEON",
        "uplinks       | watts: 0.5             | watts: -1",
        "sites         | exampleValues: true    | exampleValues: maybe",
        "sites         | cadence: 1m            | cadence: soon",
        "sites         | id: wl                 | id: WL",
        "sites         | hysteresis: 50         | hysteresis: -1",
        "sites         | fallingReadings: 2     | fallingReading: 2",
        "sites         | kana: いなぶ            | kanna: いなぶ",
      })
  void whatTheSchemaRefusesTheReaderRefusesToo(String kind, String right, String wrong)
      throws IOException {
    String yaml = text(kind.equals("sites") ? "sites/nankoku.yaml" : kind + ".yaml");
    String spoilt = yaml.replaceFirst(Pattern.quote(right), wrong);
    assertThat(spoilt).isNotEqualTo(yaml);
    assertThat(violations(kind, spoilt)).isNotEmpty();
    assertThat(Readers.refusal(kind, spoilt)).isPresent();
  }

  private static Set<ValidationMessage> violations(String schema, String yaml) throws IOException {
    JsonSchema compiled =
        JsonSchemaFactory.getInstance(VersionFlag.V202012)
            .getSchema(text("schema/" + schema + ".schema.json"), InputFormat.JSON);
    return compiled.validate(yaml, InputFormat.YAML);
  }

  private static String text(String name) throws IOException {
    try (InputStream in = Catalogue.class.getResourceAsStream(name)) {
      assertThat(in).as(name).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
