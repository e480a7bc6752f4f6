package jp.yagura.shared.yaml;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Function;

/// Reads one YAML document into whatever the given function makes of it.
///
/// ```java
/// SiteFile file = StrictYaml.read(path, SiteFile::from);
///
/// static SiteFile from(YamlNode yaml) {
///   return new SiteFile(
///       yaml.text("site", SiteId::new),
///       yaml.duration("cadence"),
///       yaml.optional("depth", YamlNode::integer).orElse(5),
///       yaml.list("sensors", SensorLine::from));
/// }
/// ```
/// Afterwards every key that the function did not ask for is an error. An
/// [IllegalArgumentException] out of the function (a record that refuses its parts) becomes a
/// [BadYaml] at the place that was being read.
public final class StrictYaml {
  /// Larger than any file that a person writes and than a registry of ten thousand sites.
  public static final int MAX_CHARACTERS = 16 * 1024 * 1024;

  private StrictYaml() {}

  /// @throws BadYaml also when the file is missing or cannot be read
  public static <T> T read(Path file, Function<YamlNode, T> reader) {
    String name = String.valueOf(file.getFileName());
    return read(name, content(file, name), reader);
  }

  public static <T> T read(String yaml, Function<YamlNode, T> reader) {
    return read("yaml", yaml, reader);
  }

  /// @param source what the text is called in errors
  public static <T> T read(String source, String yaml, Function<YamlNode, T> reader) {
    YamlNode root = new YamlNode(source, "", SafeDocument.parse(source, yaml));
    T result = root.as(reader);
    root.nothingUnread();
    return result;
  }

  private static String content(Path file, String name) {
    try {
      if (Files.size(file) > MAX_CHARACTERS) {
        throw new BadYaml(name, 0, "", "is larger than 16 MiB");
      }
      byte[] bytes = Files.readAllBytes(file);
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (NoSuchFileException e) {
      throw new BadYaml(name, 0, "", "there is no such file: " + file);
    } catch (CharacterCodingException e) {
      throw new BadYaml(name, 0, "", "is not UTF-8 text; save it as UTF-8");
    } catch (IOException e) {
      throw new BadYaml(name, 0, "", "cannot be read: " + e.getMessage());
    }
  }
}
