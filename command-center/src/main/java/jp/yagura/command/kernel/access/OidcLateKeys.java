package jp.yagura.command.kernel.access;

import com.nimbusds.jwt.SignedJWT;
import io.micronaut.context.BeanContext;
import io.micronaut.context.annotation.Requires;
import io.micronaut.security.oauth2.configuration.OauthClientConfiguration;
import io.micronaut.security.token.jwt.nimbus.ReactiveJwksSignature;
import io.micronaut.security.token.jwt.signature.ReactiveSignatureConfiguration;
import jakarta.inject.Singleton;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/**
 * The framework looks for the keys of OpenID providers once, at the start. A headquarters may start
 * before the provider, or the network to it, is back; so the keys are looked for again whenever a
 * token is to be verified.
 */
@Singleton
@Requires(beans = OauthClientConfiguration.class)
final class OidcLateKeys implements ReactiveSignatureConfiguration<SignedJWT> {

  private final BeanContext beans;

  OidcLateKeys(BeanContext beans) {
    this.beans = beans;
  }

  @Override
  public Publisher<Boolean> verify(SignedJWT token) {
    return Flux.fromIterable(beans.getBeansOfType(ReactiveJwksSignature.class))
        .concatMap(keys -> keys.verify(token))
        .any(Boolean::booleanValue);
  }
}
