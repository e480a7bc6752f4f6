package jp.yagura.command.testing;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;

/**
 * With the property {@code test.clock: driven}, a whole application runs on a {@link MutableClock}.
 */
@Factory
@Requires(property = "test.clock", value = "driven")
final class DrivenClockFactory {

  @Singleton
  @Primary
  MutableClock clock() {
    return MutableClock.atStart();
  }
}
