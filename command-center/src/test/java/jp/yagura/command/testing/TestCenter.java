package jp.yagura.command.testing;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import jp.yagura.command.kernel.access.Role;
import jp.yagura.command.kernel.db.Database;

/**
 * A whole command center in this JVM: its own data folder, a free port, a clock that the test
 * drives. Unless told otherwise it has one account for each role, named like the role, with the
 * password {@code yagura-<role>}.
 */
public final class TestCenter implements AutoCloseable {

  private final EmbeddedServer server;
  private final Path folder;

  private TestCenter(EmbeddedServer server, Path folder) {
    this.server = server;
    this.folder = folder;
  }

  public static TestCenter start() {
    return start(Map.of());
  }

  /** Started with further settings. */
  public static TestCenter start(Map<String, Object> settings) {
    Path folder = newFolder();
    Map<String, Object> all = new HashMap<>(basics(folder));
    all.put("yagura.demo", true);
    all.put("yagura.accounts.import-file", accounts(folder).toString());
    all.putAll(settings);
    return run(folder, all);
  }

  /** Started for the very first time: nobody has an account. */
  public static TestCenter startWithoutAccounts(Map<String, Object> settings) {
    Path folder = newFolder();
    Map<String, Object> all = new HashMap<>(basics(folder));
    all.putAll(settings);
    return run(folder, all);
  }

  /** Settings that make a center use this database. */
  public static Map<String, Object> on(TestPostgres.Fresh database) {
    return Map.of(
        "yagura.database.kind", "postgresql",
        "yagura.database.url", database.url(),
        "yagura.database.user", database.user(),
        "yagura.database.password", database.password());
  }

  private static TestCenter run(Path folder, Map<String, Object> settings) {
    return new TestCenter(ApplicationContext.run(EmbeddedServer.class, settings, "test"), folder);
  }

  private static Map<String, Object> basics(Path folder) {
    return Map.of(
        "yagura.data",
        folder.toString(),
        "yagura.http.host",
        "127.0.0.1",
        "yagura.http.port",
        -1, // any free one
        "yagura.broker.embedded.enabled",
        false,
        "yagura.broker.embedded.host",
        "127.0.0.1",
        "yagura.broker.embedded.port",
        0,
        "yagura.password.memory-kib",
        512, // the full cost is paid where hashing is tested
        "yagura.password.passes",
        1,
        "test.clock",
        "driven");
  }

  private static Path newFolder() {
    try {
      return Files.createTempDirectory("yagura-test-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path accounts(Path folder) {
    String lines =
        Arrays.stream(Role.values())
            .map(
                role ->
                    "  - {name: %1$s, displayName: 試験 %1$s, roles: [%1$s], password: yagura-%1$s}"
                        .formatted(role.code()))
            .collect(Collectors.joining("\n", "accounts:\n", "\n"));
    try {
      return Files.writeString(folder.resolve("accounts.yaml"), lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public MutableClock clock() {
    return bean(MutableClock.class);
  }

  public Database database() {
    return bean(Database.class);
  }

  public <T> T bean(Class<T> type) {
    return server.getApplicationContext().getBean(type);
  }

  public <T> Collection<T> beans(Class<T> type) {
    return server.getApplicationContext().getBeansOfType(type);
  }

  public Path folder() {
    return folder;
  }

  public URI at(String path) {
    return server.getURI().resolve(path);
  }

  /** A browser that nobody has logged in with. */
  public TestBrowser browser() {
    return new TestBrowser(server.getURI());
  }

  public TestBrowser loggedInAs(Role role) {
    TestBrowser browser = browser();
    browser.logIn(role.code(), "yagura-" + role.code());
    return browser;
  }

  @Override
  public void close() {
    server.close();
    try {
      TestFolders.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
