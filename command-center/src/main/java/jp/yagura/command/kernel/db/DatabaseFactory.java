package jp.yagura.command.kernel.db;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.nio.file.Path;

@Factory
final class DatabaseFactory {

  @Singleton
  @Bean(preDestroy = "close")
  Database database(DatabaseConfig config, @Value("${yagura.data}") Path dataFolder) {
    return config.isPostgres()
        ? Databases.postgres(
            config.url().orElseThrow(),
            config.user().orElse("yagura"),
            config.password().orElse(""),
            config.readers())
        : Databases.sqlite(dataFolder.resolve("yagura.db"), config.readers());
  }
}
