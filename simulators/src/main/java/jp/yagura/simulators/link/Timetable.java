package jp.yagura.simulators.link;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import jp.yagura.shared.yaml.Durations;
import jp.yagura.shared.yaml.StrictYaml;
import jp.yagura.shared.yaml.YamlNode;

/// When which link is told to be what. A step may last a time between two bounds; which, the seed
/// says.
///
/// @param repeat whether it begins again after its last step; otherwise the last step stays
public record Timetable(boolean repeat, List<Step> steps) {
  /// The one that the demo plays: a tower falls from LAN to LTE to satellite to silence, and back.
  public static final String LAN_TO_SILENCE = "lan-to-silence";

  private static final Duration SHORTEST_ROUND = Duration.ofMillis(10);

  /// @param links by their name; who is not named stays as it is
  public record Step(Duration least, Duration most, Map<String, Condition> links) {
    public Step {
      links = Map.copyOf(links);
      if (most.compareTo(least) < 0) {
        throw new IllegalArgumentException("a step lasts from the shorter to the longer time");
      }
    }

    @Override
    public String toString() {
      return links.entrySet().stream()
          .map(link -> link.getKey() + " is " + link.getValue())
          .sorted()
          .collect(Collectors.joining(", "));
    }

    /// How long it lasts this time.
    Duration length(SplittableRandom dice) {
      return least.plusMillis(dice.nextLong(most.minus(least).toMillis() + 1));
    }
  }

  public Timetable {
    steps = List.copyOf(steps);
    if (steps.isEmpty()) {
      throw new IllegalArgumentException("a timetable has at least one step");
    }
    Duration shortest = steps.stream().map(Step::least).reduce(Duration.ZERO, Duration::plus);
    if (repeat && shortest.compareTo(SHORTEST_ROUND) < 0) {
      throw new IllegalArgumentException("a timetable that repeats lasts at least 10ms");
    }
  }

  /// Ours by its name, somebody else's by the path of its file.
  ///
  /// @throws IllegalArgumentException when there is none, or its file does not fit
  public static Timetable named(String nameOrFile) {
    try (var ours = Timetable.class.getResourceAsStream("/links/" + nameOrFile + ".yaml")) {
      if (ours == null) {
        return StrictYaml.read(Path.of(nameOrFile), Timetable::from);
      }
      var text = new String(ours.readAllBytes(), StandardCharsets.UTF_8);
      return StrictYaml.read(nameOrFile, text, Timetable::from);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read timetable " + nameOrFile, e);
    }
  }

  static Timetable from(YamlNode yaml) {
    return new Timetable(yaml.flag("repeat"), yaml.list("steps", Timetable::step));
  }

  private static Step step(YamlNode yaml) {
    Map<String, Condition> links =
        yaml.child(
            "links",
            node -> {
              Map<String, Condition> byName = new LinkedHashMap<>();
              node.keys().forEach(name -> byName.put(name, node.text(name, Condition::parse)));
              return byName;
            });
    Duration[] bounds = yaml.text("for", Timetable::bounds);
    return new Step(bounds[0], bounds[1], links);
  }

  /// `40s`, or `5s..20s`.
  private static Duration[] bounds(String text) {
    int dots = text.indexOf("..");
    if (dots < 0) {
      Duration exactly = Durations.parse(text);
      return new Duration[] {exactly, exactly};
    }
    return new Duration[] {
      Durations.parse(text.substring(0, dots)), Durations.parse(text.substring(dots + 2))
    };
  }
}
