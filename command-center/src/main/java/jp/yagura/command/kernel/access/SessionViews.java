package jp.yagura.command.kernel.access;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;

@Singleton
class SessionViews {

  private static final String MAVEN = "/META-INF/maven/jp.yagura/command-center/pom.properties";

  private final Permissions permissions;
  private final List<HomeMunicipality> home;
  private final boolean demo;
  private final String version = version();

  SessionViews(
      Permissions permissions,
      List<HomeMunicipality> home,
      @Value("${yagura.demo:false}") boolean demo) {
    this.permissions = permissions;
    this.home = List.copyOf(home);
    this.demo = demo;
  }

  SessionView view(Account account, SessionToken token) {
    return new SessionView(
        new SessionView.Who(
            account.name().text(),
            account.displayName(),
            account.locale(),
            account.roles().stream().map(Role::code).sorted().toList(),
            account.scopes().stream().map(Scope::text).sorted().toList(),
            List.copyOf(permissions.of(account.roles()))),
        token.csrf(),
        home.stream().flatMap(h -> h.municipality().stream()).findFirst().orElse(null),
        version,
        demo);
  }

  /** What Maven wrote into the jar; classes that are run from a build folder have none. */
  private static String version() {
    try (InputStream in = SessionViews.class.getResourceAsStream(MAVEN)) {
      if (in == null) {
        return "development";
      }
      var properties = new Properties();
      properties.load(in);
      return properties.getProperty("version", "development");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
