package jp.yagura.hardware;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import jp.yagura.shared.yaml.StrictYaml;
import jp.yagura.shared.yaml.YamlNode;

/// The files that come in the jar.
final class Bundled {
  private Bundled() {}

  static <T> T read(String name, Function<YamlNode, T> reader) {
    return StrictYaml.read(name, text(name), reader);
  }

  private static String text(String name) {
    try (InputStream in = Bundled.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalArgumentException("there is no bundled file " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the jar cannot be read: " + name, e);
    }
  }
}
