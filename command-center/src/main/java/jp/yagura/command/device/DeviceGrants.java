package jp.yagura.command.device;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;
import jp.yagura.command.kernel.access.FeaturePermissions;
import jp.yagura.command.kernel.access.Role;

/** The boxes are the administrator's; those who lead may look. */
@Singleton
final class DeviceGrants implements FeaturePermissions {

  @Override
  public Map<String, Set<Role>> grants() {
    return Map.of(
        DevicePermissions.READ,
        Set.of(Role.ADMIN, Role.COMMANDER, Role.OPERATOR),
        DevicePermissions.ASK,
        Set.of(Role.ADMIN, Role.COMMANDER, Role.OPERATOR),
        DevicePermissions.MANAGE,
        Set.of(Role.ADMIN));
  }
}
