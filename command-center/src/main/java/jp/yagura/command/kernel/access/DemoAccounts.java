package jp.yagura.command.kernel.access;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jp.yagura.command.kernel.db.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Accounts with known passwords from a file, for demonstrations only. An account that is there
 * already is left as it is.
 */
@Singleton
@Requires(property = "yagura.accounts.import-file", notEquals = "")
class DemoAccounts {

  private static final Logger log = LoggerFactory.getLogger(DemoAccounts.class);

  private final Path file;
  private final boolean demo;
  private final Database database;
  private final Accounts accounts;
  private final Passwords passwords;

  DemoAccounts(
      @Value("${yagura.accounts.import-file}") Path file,
      @Value("${yagura.demo:false}") boolean demo,
      Database database,
      Accounts accounts,
      Passwords passwords) {
    this.file = file;
    this.demo = demo;
    this.database = database;
    this.accounts = accounts;
    this.passwords = passwords;
  }

  private record Entry(
      AccountName name, String displayName, Set<Role> roles, Set<Scope> scopes, String password) {}

  @EventListener
  void importAll(StartupEvent started) {
    if (!demo) {
      throw new IllegalStateException(
          "yagura.accounts.import-file is for demonstrations: its passwords are known to everybody."
              + " It needs yagura.demo: true");
    }
    List<Entry> missing = new ArrayList<>(read());
    missing.removeIf(
        entry -> database.read(sql -> AccountStore.byName(sql, entry.name())).isPresent());
    for (Entry entry : missing) {
      String hash = passwords.hash(entry.password());
      database.write(
          transaction ->
              accounts.create(
                  transaction,
                  new Accounts.Draft(
                      entry.name(),
                      entry.displayName(),
                      entry.roles(),
                      entry.scopes(),
                      "ja",
                      Optional.of(hash)),
                  new AccessLog.About(entry.name().text(), "system", "")));
    }
    log.warn("demo accounts with known passwords are in use ({} new)", missing.size());
  }

  private List<Entry> read() {
    try (Reader reader = Files.newBufferedReader(file)) {
      Object content = new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
      if (content instanceof Map<?, ?> map && map.get("accounts") instanceof List<?> list) {
        return list.stream().map(this::entry).toList();
      }
      throw wrong("it needs a list called accounts");
    } catch (IOException e) {
      throw new UncheckedIOException("the demo accounts cannot be read: " + file, e);
    } catch (YAMLException e) {
      throw wrong(e.getMessage());
    }
  }

  private Entry entry(Object item) {
    if (!(item instanceof Map<?, ?> fields)) {
      throw wrong("an account is written {name, displayName, roles, password}");
    }
    AccountName name =
        AccountName.parse(text(fields, "name"))
            .orElseThrow(() -> wrong("name: " + fields.get("name")));
    Set<Role> roles = new LinkedHashSet<>();
    for (String code : texts(fields, "roles")) {
      roles.add(Role.parse(code).orElseThrow(() -> wrong("there is no role " + code)));
    }
    Set<Scope> scopes = new LinkedHashSet<>();
    texts(fields, "scopes").forEach(scope -> scopes.add(new Scope(scope)));
    return new Entry(
        name,
        text(fields, "displayName"),
        roles,
        scopes.isEmpty() ? Set.of(Scope.ALL) : scopes,
        text(fields, "password"));
  }

  private String text(Map<?, ?> fields, String key) {
    if (fields.get(key) instanceof Object value && !value.toString().isBlank()) {
      return value.toString();
    }
    throw wrong("an account has no " + key);
  }

  private static List<String> texts(Map<?, ?> fields, String key) {
    return fields.get(key) instanceof Collection<?> all
        ? all.stream().map(String::valueOf).toList()
        : List.of();
  }

  private IllegalArgumentException wrong(@org.jspecify.annotations.Nullable String what) {
    return new IllegalArgumentException("demo accounts in " + file + ": " + what);
  }
}
