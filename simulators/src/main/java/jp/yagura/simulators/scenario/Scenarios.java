package jp.yagura.simulators.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where scenarios come from: our own by their name, somebody else's by the path of a file.
public final class Scenarios {
  /// What plays when nobody says otherwise.
  public static final String NANKOKU_FLOOD = "nankoku-flood";

  private Scenarios() {}

  /// @throws IllegalArgumentException when there is no such scenario or its file does not fit
  public static Scenario named(String nameOrFile) {
    try (var ours = Scenarios.class.getResourceAsStream("/scenarios/" + nameOrFile + ".yaml")) {
      if (ours != null) {
        return ScenarioFile.read(
            new String(ours.readAllBytes(), StandardCharsets.UTF_8), nameOrFile);
      }
      var file = Path.of(nameOrFile);
      if (!Files.isRegularFile(file)) {
        throw new IllegalArgumentException(
            "no scenario '%s'; write %s or the path of a scenario file"
                .formatted(nameOrFile, NANKOKU_FLOOD));
      }
      return ScenarioFile.read(Files.readString(file), nameOrFile);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read scenario " + nameOrFile, e);
    }
  }
}
