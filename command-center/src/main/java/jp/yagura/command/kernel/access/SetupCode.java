package jp.yagura.command.kernel.access;

import io.micronaut.context.annotation.Value;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import jp.yagura.command.kernel.db.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Proof that whoever sets the system up may read the machine it runs on. Made at a start that finds
 * no administrator, shown in the log and in a file only its owner can read, gone once it was used.
 */
@Singleton
class SetupCode {

  /** Nothing that is read as something else: no 0 O, 1 I L. */
  private static final String LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";

  private static final int GROUPS = 3;
  private static final int LETTERS_IN_A_GROUP = 4;
  private static final Logger log = LoggerFactory.getLogger(SetupCode.class);

  private final Database database;
  private final Path file;
  private volatile Optional<String> code = Optional.empty();

  SetupCode(Database database, @Value("${yagura.data}") Path dataFolder) {
    this.database = database;
    this.file = dataFolder.resolve("setup-code");
  }

  @EventListener
  void onStart(ServerStartupEvent started) {
    if (!isNeeded()) {
      return;
    }
    String made = random();
    code = Optional.of(made);
    log.warn(
        "nobody can log in yet: open {} and enter the set-up code {} (also in {})",
        started.getSource().getURI(),
        made,
        file);
    try {
      write(made);
    } catch (IOException e) {
      log.error("the set-up code could not be written to {}; it stands in this log only", file, e);
    }
  }

  boolean isNeeded() {
    return !database.read(AccountStore::isFounded);
  }

  boolean matches(String typed) {
    String plain = plain(typed);
    return code.filter(
            made ->
                MessageDigest.isEqual(
                    plain(made).getBytes(StandardCharsets.UTF_8),
                    plain.getBytes(StandardCharsets.UTF_8)))
        .isPresent();
  }

  void forget() {
    code = Optional.empty();
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      log.warn("the used set-up code still stands in {}; it opens nothing any more", file, e);
    }
  }

  /** Small letters and other dashes are fine: it is typed from a log or read out on the phone. */
  private static String plain(String text) {
    return text.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
  }

  private static String random() {
    var random = new SecureRandom();
    var text = new StringBuilder();
    for (int i = 0; i < GROUPS * LETTERS_IN_A_GROUP; i++) {
      if (i > 0 && i % LETTERS_IN_A_GROUP == 0) {
        text.append('-');
      }
      text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return text.toString();
  }

  /** Private from the first moment: the file is made with its mode, not changed to it. */
  private void write(String made) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.deleteIfExists(file);
    Files.createFile(file, ownerOnly());
    Files.writeString(file, made + System.lineSeparator());
  }

  private static FileAttribute<?>[] ownerOnly() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
