package jp.yagura.command.kernel.db;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Value;
import io.micronaut.context.event.ApplicationEventPublisher;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.function.Consumer;

@Factory
final class DatabaseFactory {

  @Singleton
  @Bean(preDestroy = "close")
  Database database(
      DatabaseConfig config,
      @Value("${yagura.data}") Path dataFolder,
      ApplicationEventPublisher<StorageState> states) {
    Consumer<StorageState> health = new StateChanges(states::publishEvent);
    return config.isPostgres()
        ? Databases.postgres(
            config.url().orElseThrow(),
            config.user().orElse("yagura"),
            config.password().orElse(""),
            config.readers(),
            health)
        : Databases.sqlite(dataFolder.resolve("yagura.db"), config.readers(), health);
  }
}
