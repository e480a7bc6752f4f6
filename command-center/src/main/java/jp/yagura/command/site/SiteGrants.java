package jp.yagura.command.site;

import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import jp.yagura.command.kernel.access.FeaturePermissions;
import jp.yagura.command.kernel.access.Role;

/** Where the water stands is no secret: everybody who may log in may see it. */
@Singleton
final class SiteGrants implements FeaturePermissions {

  @Override
  public Map<String, Set<Role>> grants() {
    return Map.of(SitePermissions.READ, EnumSet.allOf(Role.class));
  }
}
