package jp.yagura.command.kernel.access;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * @param accountFailures failures in a row at one account before it is closed for a while
 * @param addressFailures failures from one client address; more, because an office shares one
 * @param firstDelay how long it is closed the first time; doubled with each further failure
 * @param longestDelay but never longer than this
 * @param forgetAfter failures this long ago count no more
 */
@ConfigurationProperties("yagura.lockout")
record LockoutConfig(
    @Bindable(defaultValue = "5") int accountFailures,
    @Bindable(defaultValue = "20") int addressFailures,
    @Bindable(defaultValue = "30s") Duration firstDelay,
    @Bindable(defaultValue = "15m") Duration longestDelay,
    @Bindable(defaultValue = "24h") Duration forgetAfter) {

  LockoutConfig {
    if (accountFailures < 1 || addressFailures < 1) {
      throw new IllegalArgumentException("yagura.lockout: at least one failure must be possible");
    }
    if (firstDelay.isNegative()
        || firstDelay.isZero()
        || longestDelay.compareTo(firstDelay) < 0
        || forgetAfter.compareTo(longestDelay) < 0) {
      throw new IllegalArgumentException(
          "yagura.lockout: 0 < first-delay <= longest-delay <= forget-after");
    }
  }

  /** 30 s, 1 min, 2 min … 15 min. */
  Duration delay(int failures, int allowed) {
    if (failures < allowed) {
      return Duration.ZERO;
    }
    Duration delay = firstDelay;
    for (int i = allowed; i < failures && delay.compareTo(longestDelay) < 0; i++) {
      delay = delay.multipliedBy(2);
    }
    return delay.compareTo(longestDelay) < 0 ? delay : longestDelay;
  }
}
