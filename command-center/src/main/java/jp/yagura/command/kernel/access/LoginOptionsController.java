package jp.yagura.command.kernel.access;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.oauth2.configuration.OauthClientConfiguration;
import io.micronaut.security.oauth2.url.OauthRouteUrlBuilder;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Comparator;
import java.util.List;

@Controller("/api/login-options")
@Secured(SecurityRule.IS_ANONYMOUS)
@Tag(name = "session")
class LoginOptionsController {

  private final LoginOptions options;

  LoginOptionsController(
      List<OauthClientConfiguration> clients, OauthRouteUrlBuilder<?> urls, OidcConfig config) {
    this.options =
        new LoginOptions(
            true,
            clients.stream()
                .filter(client -> client.isEnabled() && client.getOpenid().isPresent())
                .map(OauthClientConfiguration::getName)
                .sorted(Comparator.naturalOrder())
                .map(
                    name ->
                        new Provider(
                            name,
                            config.labels().getOrDefault(name, name),
                            urls.buildLoginUri(name).getPath()))
                .toList());
  }

  @Serdeable
  record Provider(String name, String label, String url) {}

  @Serdeable
  record LoginOptions(boolean password, List<Provider> oidc) {}

  @Get
  @Operation(summary = "The ways to log in")
  LoginOptions options() {
    return options;
  }
}
