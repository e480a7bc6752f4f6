package jp.yagura.shared.yaml;

import java.io.StringReader;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.nodes.Node;

/// Text to a tree of nodes that cannot bite: bounded in size and depth, no anchors or aliases (so
/// no bombs and no circles), no tags (so no objects), one document. Nodes are never constructed
/// into objects at all.
final class SafeDocument {
  private static final int MAX_DEPTH = 32;

  private SafeDocument() {}

  static Node parse(String source, String text) {
    if (text.length() > StrictYaml.MAX_CHARACTERS) {
      throw new BadYaml(source, 0, "", "is larger than 16 MiB");
    }
    try {
      // parsed twice: the events show what the tree would hide
      for (Event event : parser().parse(new StringReader(text))) {
        refuseTricks(source, event);
      }
      Node root = parser().compose(new StringReader(text));
      if (root == null) {
        throw new BadYaml(source, 0, "", "is empty");
      }
      return root;
    } catch (MarkedYAMLException e) {
      throw new BadYaml(
          source, line(e.getProblemMark()), "", "is not YAML here: " + oneLine(e.getProblem()));
    } catch (YAMLException e) {
      throw new BadYaml(source, 0, "", "is not YAML: " + oneLine(e.getMessage()));
    }
  }

  private static Yaml parser() {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(StrictYaml.MAX_CHARACTERS);
    options.setNestingDepthLimit(MAX_DEPTH);
    options.setMaxAliasesForCollections(0);
    return new Yaml(options);
  }

  private static void refuseTricks(String source, Event event) {
    int line = line(event.getStartMark());
    if (event instanceof NodeEvent node && node.getAnchor() != null) {
      throw new BadYaml(
          source, line, "", "anchors (&) and aliases (*) are not used here; write it out");
    }
    if (tag(event) != null) {
      throw new BadYaml(source, line, "", "tags (!) are not used here; remove it");
    }
  }

  private static @Nullable String tag(Event event) {
    return switch (event) {
      case ScalarEvent scalar -> scalar.getTag();
      case CollectionStartEvent collection -> collection.getTag();
      default -> null;
    };
  }

  private static int line(@Nullable Mark mark) {
    return mark == null ? 0 : mark.getLine() + 1;
  }

  private static String oneLine(@Nullable String message) {
    return message == null ? "" : message.lines().findFirst().orElse("");
  }
}
