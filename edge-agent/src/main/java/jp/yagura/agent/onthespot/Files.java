package jp.yagura.agent.onthespot;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/// The three files of the page. They come out of the program itself and are known by name: no
/// request reaches any other file.
final class Files {
  private static final Map<String, String> TYPES =
      Map.of(
          "/", "text/html; charset=utf-8",
          "/page.css", "text/css; charset=utf-8",
          "/page.js", "text/javascript; charset=utf-8");

  private Files() {}

  static boolean has(String path) {
    return TYPES.containsKey(path);
  }

  static String type(String path) {
    return TYPES.getOrDefault(path, "application/octet-stream");
  }

  static byte[] bytes(String path) {
    String name = "/".equals(path) ? "/page.html" : path;
    try (InputStream in = Files.class.getResourceAsStream("/onthespot" + name)) {
      if (in == null) {
        throw new IllegalStateException("not in this program: " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
