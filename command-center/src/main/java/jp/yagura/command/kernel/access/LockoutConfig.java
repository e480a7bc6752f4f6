package jp.yagura.command.kernel.access;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * @param accountFailures failures in a row at one account from one client address before it is
 *     closed there for a while
 * @param addressFailures failures from one client address within the window, whatever the account;
 *     more, because an office shares one
 * @param accountFailuresAnywhere failures at one account within the window, from wherever, before
 *     it is closed for everybody for the first delay
 * @param window how long such failures are counted together, from the first one on
 * @param firstDelay how long it is closed the first time; doubled with each further failure
 * @param longestDelay but never longer than this
 * @param forgetAfter failures this long ago count no more
 */
@ConfigurationProperties("yagura.lockout")
record LockoutConfig(
    @Bindable(defaultValue = "5") int accountFailures,
    @Bindable(defaultValue = "20") int addressFailures,
    @Bindable(defaultValue = "50") int accountFailuresAnywhere,
    @Bindable(defaultValue = "15m") Duration window,
    @Bindable(defaultValue = "30s") Duration firstDelay,
    @Bindable(defaultValue = "15m") Duration longestDelay,
    @Bindable(defaultValue = "24h") Duration forgetAfter) {

  LockoutConfig {
    if (accountFailures < 1 || addressFailures < 1 || accountFailuresAnywhere < 1) {
      throw new IllegalArgumentException("yagura.lockout: at least one failure must be possible");
    }
    if (firstDelay.isNegative()
        || firstDelay.isZero()
        || longestDelay.compareTo(firstDelay) < 0
        || forgetAfter.compareTo(longestDelay) < 0) {
      throw new IllegalArgumentException(
          "yagura.lockout: 0 < first-delay <= longest-delay <= forget-after");
    }
    if (window.isNegative() || window.isZero() || forgetAfter.compareTo(window) < 0) {
      throw new IllegalArgumentException("yagura.lockout: 0 < window <= forget-after");
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

  /** Always as short as the first time: a crowd may slow the owner down, not keep them out. */
  Duration delayOfAnAccountAnywhere(int failures) {
    return failures < accountFailuresAnywhere ? Duration.ZERO : firstDelay;
  }
}
