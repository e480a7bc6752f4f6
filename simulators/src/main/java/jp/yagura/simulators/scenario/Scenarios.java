package jp.yagura.simulators.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import jp.yagura.shared.yaml.StrictYaml;

/// Where scenarios come from: our own by their name, somebody else's by the path of a file.
public final class Scenarios {
  /// What plays when nobody says otherwise.
  public static final String NANKOKU_FLOOD = "nankoku-flood";

  private Scenarios() {}

  /// @throws IllegalArgumentException when there is no such scenario or its file does not fit
  public static Scenario named(String nameOrFile) {
    try (var ours = Scenarios.class.getResourceAsStream("/scenarios/" + nameOrFile + ".yaml")) {
      if (ours == null) {
        return StrictYaml.read(Path.of(nameOrFile), ScenarioFile::scenario);
      }
      var text = new String(ours.readAllBytes(), StandardCharsets.UTF_8);
      return StrictYaml.read(nameOrFile, text, ScenarioFile::scenario);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read scenario " + nameOrFile, e);
    }
  }
}
