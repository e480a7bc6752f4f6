package jp.yagura.shared.yaml;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/// One place in a YAML document: a mapping, a list or a single value, with what it takes to
/// complain about it. Methods with a key read a mapping's entry; methods that begin with `as` read
/// the node itself.
public final class YamlNode {
  private final String source;
  private final String path;
  private final Node node;
  private final Map<String, YamlNode> entries;
  private final List<YamlNode> items;
  private boolean read;

  YamlNode(String source, String path, Node node) {
    this.source = source;
    this.path = path;
    this.node = node;
    this.entries = node instanceof MappingNode mapping ? entriesOf(mapping) : Map.of();
    this.items = node instanceof SequenceNode sequence ? itemsOf(sequence) : List.of();
  }

  // ---- entries of a mapping

  public String text(String key) {
    return required(key).asText();
  }

  /// Text that a type of ours makes something of: `text("site", SiteId::new)`.
  public <T> T text(String key, Function<String, T> type) {
    YamlNode entry = required(key);
    return entry.as(value -> type.apply(value.asText()));
  }

  public int integer(String key) {
    return required(key).asInteger();
  }

  public long longInteger(String key) {
    return required(key).asLongInteger();
  }

  public double decimal(String key) {
    return required(key).asDecimal();
  }

  public boolean flag(String key) {
    return required(key).asFlag();
  }

  public Duration duration(String key) {
    return required(key).asDuration();
  }

  public Instant instant(String key) {
    return required(key).asInstant();
  }

  /// A mapping under a key.
  public YamlNode child(String key) {
    YamlNode entry = required(key);
    entry.mustBeMapping();
    return entry;
  }

  public <T> T child(String key, Function<YamlNode, T> reader) {
    return child(key).as(reader);
  }

  /// A list under a key; its items may be anything.
  public List<YamlNode> list(String key) {
    return required(key).asList();
  }

  public <T> List<T> list(String key, Function<YamlNode, T> reader) {
    return list(key).stream().map(item -> item.as(reader)).toList();
  }

  /// `optional("depth", YamlNode::integer)`: empty when the key is absent or has no value.
  public <T> Optional<T> optional(String key, BiFunction<YamlNode, String, T> reader) {
    mustBeMapping();
    YamlNode entry = entries.get(key);
    if (entry == null) {
      return Optional.empty();
    }
    entry.read = true;
    return entry.isNothing() ? Optional.empty() : Optional.of(reader.apply(this, key));
  }

  public boolean has(String key) {
    mustBeMapping();
    return entries.containsKey(key);
  }

  // ---- the node itself

  public String asText() {
    return scalar("text");
  }

  public int asInteger() {
    long number = asLongInteger();
    if (number != (int) number) {
      throw bad("is too large a number");
    }
    return (int) number;
  }

  public long asLongInteger() {
    String text = scalar("a whole number");
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw bad("must be a whole number, but is " + shown(text));
    }
  }

  public double asDecimal() {
    String text = scalar("a number");
    try {
      // unlike Double.parseDouble: no NaN, no Infinity, no hexadecimal
      return new BigDecimal(text).doubleValue();
    } catch (NumberFormatException e) {
      throw bad("must be a number like 33.545, but is " + shown(text));
    }
  }

  public boolean asFlag() {
    String text = scalar("true or false");
    return switch (text) {
      case "true", "yes", "on" -> true;
      case "false", "no", "off" -> false;
      default -> throw bad("must be true or false, but is " + shown(text));
    };
  }

  public Duration asDuration() {
    String text = scalar("a duration");
    try {
      return Durations.parse(text);
    } catch (IllegalArgumentException e) {
      throw bad(e.getMessage() + ", but is " + shown(text));
    }
  }

  public Instant asInstant() {
    String text = scalar("a time");
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw bad("must be a time like 2026-11-21T00:00:00Z, but is " + shown(text));
    }
  }

  public List<YamlNode> asList() {
    read = true;
    if (!(node instanceof SequenceNode)) {
      throw bad("must be a list");
    }
    return items;
  }

  /// What the function makes of this node; what it refuses is refused here.
  public <T> T as(Function<YamlNode, T> reader) {
    read = true;
    try {
      return reader.apply(this);
    } catch (IllegalArgumentException e) {
      throw bad(String.valueOf(e.getMessage()));
    }
  }

  /// The keys of a mapping, in the order of the file: for mappings whose keys are data.
  public List<String> keys() {
    mustBeMapping();
    return List.copyOf(entries.keySet());
  }

  /// An error at this place, for rules that only the reader knows.
  public BadYaml bad(String sentence) {
    return new BadYaml(source, line(), path, sentence);
  }

  public String path() {
    return path;
  }

  /// Every key below has been asked for.
  void nothingUnread() {
    for (Map.Entry<String, YamlNode> entry : entries.entrySet()) {
      if (!entry.getValue().read) {
        throw entry.getValue().bad("is not a key that is known here" + knownKeys());
      }
      entry.getValue().nothingUnread();
    }
    items.forEach(YamlNode::nothingUnread);
  }

  private String knownKeys() {
    List<String> known =
        entries.entrySet().stream().filter(e -> e.getValue().read).map(Map.Entry::getKey).toList();
    return known.isEmpty() ? "" : "; known beside it: " + String.join(", ", known);
  }

  private YamlNode required(String key) {
    mustBeMapping();
    YamlNode entry = entries.get(key);
    if (entry == null) {
      throw bad("needs the key " + key);
    }
    entry.read = true;
    return entry;
  }

  private void mustBeMapping() {
    read = true;
    if (!(node instanceof MappingNode)) {
      throw bad("must be a mapping (key: value)");
    }
  }

  private String scalar(String what) {
    read = true;
    if (node instanceof ScalarNode value && !isNothing()) {
      return value.getValue();
    }
    throw bad("must be " + what);
  }

  private boolean isNothing() {
    return Tag.NULL.equals(node.getTag());
  }

  private int line() {
    return node.getStartMark() == null ? 0 : node.getStartMark().getLine() + 1;
  }

  private Map<String, YamlNode> entriesOf(MappingNode mapping) {
    Map<String, YamlNode> found = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode keyNode)) {
        throw bad("keys must be plain words");
      }
      String key = keyNode.getValue();
      String below = path.isEmpty() ? key : path + "." + key;
      YamlNode value = new YamlNode(source, below, tuple.getValueNode());
      if (found.putIfAbsent(key, value) != null) {
        throw value.bad("stands here twice; remove one");
      }
    }
    return found;
  }

  private List<YamlNode> itemsOf(SequenceNode sequence) {
    List<YamlNode> found = new ArrayList<>();
    for (Node item : sequence.getValue()) {
      found.add(new YamlNode(source, path + "[" + found.size() + "]", item));
    }
    return List.copyOf(found);
  }

  private static String shown(String text) {
    String start = text.length() > 40 ? text.substring(0, 40) + "…" : text;
    return '"' + start.replaceAll("\\p{Cntrl}", "?") + '"';
  }
}
