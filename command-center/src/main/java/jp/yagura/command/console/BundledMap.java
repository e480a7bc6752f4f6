package jp.yagura.command.console;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Value;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;

/**
 * Lays the bundled base map into the data folder at start: PMTiles is read in byte ranges, and
 * those are answered for files on disk only.
 */
@Context
final class BundledMap {

  static final String FILE = "bundled.pmtiles";
  private static final String DRAFT = "bundled";
  private static final String PART = ".part";

  BundledMap(@Value("${yagura.data}") Path dataFolder) throws IOException {
    Path folder = dataFolder.resolve("map");
    Files.createDirectories(folder);
    clearDrafts(folder);
    byte[] map = bundled();
    Path place = folder.resolve(FILE);
    if (Files.isRegularFile(place) && Arrays.equals(Files.readAllBytes(place), map)) {
      return;
    }
    Path draft = Files.createTempFile(folder, DRAFT, PART);
    try {
      Files.write(draft, map);
      Files.move(draft, place, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  /** The folder is served: what a killed start left behind would be, too. */
  private static void clearDrafts(Path folder) throws IOException {
    try (DirectoryStream<Path> drafts = Files.newDirectoryStream(folder, DRAFT + "*" + PART)) {
      for (Path draft : drafts) {
        Files.delete(draft);
      }
    }
  }

  private static byte[] bundled() throws IOException {
    try (InputStream bundled = BundledMap.class.getResourceAsStream("/basemap/basemap.pmtiles")) {
      if (bundled == null) {
        throw new IOException("this build carries no base map");
      }
      return bundled.readAllBytes();
    }
  }
}
