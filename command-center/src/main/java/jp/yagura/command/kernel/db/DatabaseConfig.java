package jp.yagura.command.kernel.db;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.util.Optional;

/**
 * @param kind {@code sqlite} (default: one file in the data folder) or {@code postgresql}
 * @param url for PostgreSQL: {@code jdbc:postgresql://host/name}
 * @param readers how many may read at the same time
 */
@ConfigurationProperties("yagura.database")
public record DatabaseConfig(
    @Bindable(defaultValue = "sqlite") String kind,
    Optional<String> url,
    Optional<String> user,
    Optional<String> password,
    @Bindable(defaultValue = "4") int readers) {

  public DatabaseConfig {
    if (!kind.equals("sqlite") && !kind.equals("postgresql")) {
      throw new IllegalArgumentException(
          "yagura.database.kind is sqlite or postgresql, not " + kind);
    }
    if (kind.equals("postgresql") && url.isEmpty()) {
      throw new IllegalArgumentException(
          "yagura.database.url is needed with postgresql, like jdbc:postgresql://localhost/yagura");
    }
  }

  boolean isPostgres() {
    return kind.equals("postgresql");
  }
}
