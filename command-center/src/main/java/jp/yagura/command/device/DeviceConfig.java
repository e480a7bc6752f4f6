package jp.yagura.command.device;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How boxes prove who they are.
 *
 * @param codeLife how long a one-time code may be used
 * @param certificateLife of a box; it renews it when a third is left
 * @param passwords whether a box may come by name and password
 * @param names further names and addresses for the certificate of our own broker
 */
@ConfigurationProperties("yagura.devices")
record DeviceConfig(
    @Bindable(defaultValue = "48h") Duration codeLife,
    @Bindable(defaultValue = "365d") Duration certificateLife,
    @Bindable(defaultValue = "UNTIL_ENROLLED") Passwords passwords,
    Optional<List<String>> names) {

  enum Passwords {
    /** Until the site was enrolled for the first time. */
    UNTIL_ENROLLED,
    ALWAYS,
    NEVER
  }
}
