package jp.yagura.command.kernel.access;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import io.micronaut.core.convert.format.MapFormat;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How people of an OpenID provider become accounts. The providers themselves stand under {@code
 * micronaut.security.oauth2.clients}.
 *
 * @param nameClaim becomes the account name
 * @param displayNameClaim becomes the display name
 * @param rolesClaim names of groups or roles there; {@code a.b} looks into an object
 * @param roles which of those names means which role here
 * @param defaultRoles what everyone from there has; none: whoever has no role is refused
 * @param labels what the button of a provider says
 */
@ConfigurationProperties("yagura.oidc")
record OidcConfig(
    @Bindable(defaultValue = "preferred_username") String nameClaim,
    @Bindable(defaultValue = "name") String displayNameClaim,
    @Bindable(defaultValue = "groups") String rolesClaim,
    @MapFormat(transformation = MapFormat.MapTransformation.FLAT) @Bindable(defaultValue = "")
        Map<String, String> roles,
    @Bindable(defaultValue = "") List<String> defaultRoles,
    @MapFormat(transformation = MapFormat.MapTransformation.FLAT) @Bindable(defaultValue = "")
        Map<String, String> labels) {

  OidcConfig {
    roles = Map.copyOf(roles);
    defaultRoles = defaultRoles.stream().filter(code -> !code.isBlank()).toList();
    labels = Map.copyOf(labels);
    roles.values().forEach(OidcConfig::role);
    defaultRoles.forEach(OidcConfig::role);
  }

  Set<Role> rolesOf(Collection<String> claimed) {
    Set<Role> all = EnumSet.noneOf(Role.class);
    defaultRoles.forEach(code -> all.add(role(code)));
    roles.forEach(
        (claim, code) -> {
          if (claimed.contains(claim)) {
            all.add(role(code));
          }
        });
    return all;
  }

  private static Role role(String code) {
    return Role.parse(code)
        .orElseThrow(
            () -> new IllegalArgumentException("yagura.oidc: there is no role called " + code));
  }
}
