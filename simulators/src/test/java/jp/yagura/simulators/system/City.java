package jp.yagura.simulators.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import jp.yagura.shared.testing.Processes;

/// A prepared synthetic municipality in a folder: registry, site file of the one real agent, fleet.
record City(Path folder) {

  static City prepare(Path folder, String broker, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("prepare", "--out", folder.toString(), "--broker", broker));
    arguments.addAll(List.of(more));
    try (var prepare =
        Processes.program(
            "simulators",
            "jp.yagura.simulators.SimulatorsMain",
            arguments.toArray(String[]::new))) {
      int exit = prepare.awaitEnd(Duration.ofMinutes(1));
      if (exit != 0) {
        throw new IllegalStateException("prepare failed: " + prepare.lines());
      }
    }
    return new City(folder);
  }

  Path registry() {
    return folder.resolve("sites.yaml");
  }

  Path siteFile(String site) {
    return folder.resolve("agents").resolve(site + ".yaml");
  }

  /// Changes a text of the agent's site file, like its cadence.
  void edit(String site, String from, String to) {
    try {
      String text = Files.readString(siteFile(site));
      if (!text.contains(from)) {
        throw new IllegalStateException(siteFile(site) + " has no " + from);
      }
      Files.writeString(siteFile(site), text.replace(from, to));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
