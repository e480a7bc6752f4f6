package jp.yagura.command.kernel.health;

import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import jp.yagura.command.kernel.access.FeaturePermissions;
import jp.yagura.command.kernel.access.Role;

/** That nothing can be stored concerns everyone who relies on it. */
@Singleton
final class HealthGrants implements FeaturePermissions {

  @Override
  public Map<String, Set<Role>> grants() {
    return Map.of(SystemTopic.PERMISSION, EnumSet.allOf(Role.class));
  }
}
