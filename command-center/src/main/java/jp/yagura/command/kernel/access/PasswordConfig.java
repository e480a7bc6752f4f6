package jp.yagura.command.kernel.access;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * @param minLength of new passwords; existing ones are not asked for again
 * @param memoryKib memory that one Argon2id computation fills
 * @param passes how often it goes over that memory
 */
@ConfigurationProperties("yagura.password")
record PasswordConfig(
    @Bindable(defaultValue = "10") int minLength,
    @Bindable(defaultValue = "19456") int memoryKib,
    @Bindable(defaultValue = "2") int passes) {

  PasswordConfig {
    if (minLength < 8) {
      throw new IllegalArgumentException(
          "yagura.password.min-length below 8 would let machines guess: " + minLength);
    }
    if (memoryKib < 64 || passes < 1) {
      throw new IllegalArgumentException(
          "yagura.password needs memory-kib of 64 or more and at least one pass");
    }
  }
}
