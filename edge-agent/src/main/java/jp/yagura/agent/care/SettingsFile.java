package jp.yagura.agent.care;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import jp.yagura.agent.identity.PrivateFile;
import jp.yagura.shared.care.BadSettings;
import jp.yagura.shared.care.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The remote settings on disk, beside the site file, which stays as the technician wrote it.
final class SettingsFile {
  private static final Logger log = LoggerFactory.getLogger(SettingsFile.class);

  /// @param version 0 for the site file alone
  record Version(long version, Settings settings) {
    static final Version SITE_FILE = new Version(0, Settings.NONE);
  }

  /// @param good works, as far as is known
  /// @param trial has been applied and must show that it works
  /// @param endedWell whether the program, when it last ran with the trial, was ended in order
  record Kept(Version good, Optional<Version> trial, boolean endedWell) {}

  private final Path file;

  SettingsFile(Path file) {
    this.file = file;
  }

  /// A damaged file is not a reason not to measure: the site file alone is then in force.
  Kept read() {
    var properties = new Properties();
    try {
      properties.load(new StringReader(Files.readString(file)));
      return new Kept(
          version(properties, "good").orElse(Version.SITE_FILE),
          version(properties, "trial"),
          Boolean.parseBoolean(properties.getProperty("endedWell")));
    } catch (NoSuchFileException e) {
      log.debug("no remote settings yet");
    } catch (IOException | IllegalArgumentException | BadSettings e) {
      log.error("remote settings damaged, the site file alone is in force why=\"{}\"", e + "");
    }
    return new Kept(Version.SITE_FILE, Optional.empty(), true);
  }

  private static Optional<Version> version(Properties properties, String name) throws BadSettings {
    String number = properties.getProperty(name + ".version");
    return number == null
        ? Optional.empty()
        : Optional.of(
            new Version(
                Long.parseLong(number),
                Settings.read(properties.getProperty(name + ".content", "{}"))));
  }

  void write(Kept kept) throws IOException {
    var properties = new Properties();
    put(properties, "good", kept.good());
    kept.trial().ifPresent(trial -> put(properties, "trial", trial));
    properties.setProperty("endedWell", Boolean.toString(kept.endedWell()));
    var text = new StringWriter();
    properties.store(text, null);
    PrivateFile.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static void put(Properties properties, String name, Version version) {
    properties.setProperty(name + ".version", Long.toString(version.version()));
    properties.setProperty(name + ".content", version.settings().canonical());
  }
}
