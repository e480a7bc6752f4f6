package jp.yagura.command.kernel.access;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * @param idle a session that is not used for this long ends
 * @param longest and this long after logging in it ends in any case
 * @param cookieSecure {@code auto}: the cookie is bound to https when the request came by https;
 *     {@code always}: for gateways that do not say so
 */
@ConfigurationProperties("yagura.session")
record SessionConfig(
    @Bindable(defaultValue = "12h") Duration idle,
    @Bindable(defaultValue = "7d") Duration longest,
    @Bindable(defaultValue = "auto") String cookieSecure) {

  SessionConfig {
    if (idle.compareTo(Duration.ofMinutes(1)) < 0 || longest.compareTo(idle) < 0) {
      throw new IllegalArgumentException(
          "yagura.session.idle is at least 1m and not more than yagura.session.longest");
    }
    if (!cookieSecure.equals("auto") && !cookieSecure.equals("always")) {
      throw new IllegalArgumentException(
          "yagura.session.cookie-secure is auto or always, not " + cookieSecure);
    }
  }

  /** How stale the stored time of last use may be: a click is not worth a write each time. */
  Duration touchEvery() {
    Duration twentieth = idle.dividedBy(20);
    Duration minute = Duration.ofMinutes(1);
    return twentieth.compareTo(minute) < 0 ? twentieth : minute;
  }
}
