package jp.yagura.command.kernel.web;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.util.List;

/**
 * @param origins other origins that pages of this command center are served from, e.g. the public
 *     address of a gateway that rewrites the Host header
 * @param trustedProxies addresses of gateways whose X-Forwarded-For and X-Forwarded-Proto are
 *     believed; from everybody else these headers are ignored
 */
@ConfigurationProperties("yagura.http")
record HttpConfig(
    @Bindable(defaultValue = "") List<String> origins,
    @Bindable(defaultValue = "") List<String> trustedProxies) {

  HttpConfig {
    origins = origins.stream().filter(text -> !text.isBlank()).toList();
    trustedProxies = trustedProxies.stream().filter(text -> !text.isBlank()).toList();
  }
}
