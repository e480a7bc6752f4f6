package jp.yagura.command.console;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Value;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Lays the bundled base map into the data folder at start: PMTiles is read in byte ranges, and
 * those are answered for files on disk only.
 */
@Context
final class BundledMap {

  static final String FILE = "bundled.pmtiles";

  BundledMap(@Value("${yagura.data}") Path dataFolder) throws IOException {
    Path folder = dataFolder.resolve("map");
    Files.createDirectories(folder);
    try (InputStream bundled = BundledMap.class.getResourceAsStream("/basemap/basemap.pmtiles")) {
      if (bundled == null) {
        throw new IOException("this build carries no base map");
      }
      Path part = Files.createTempFile(folder, "bundled", ".part");
      Files.copy(bundled, part, StandardCopyOption.REPLACE_EXISTING);
      Files.move(part, folder.resolve(FILE), StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
