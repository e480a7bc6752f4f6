package jp.yagura.command.operation;

import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import jp.yagura.command.kernel.access.FeaturePermissions;
import jp.yagura.command.kernel.access.Role;

@Singleton
final class OperationGrants implements FeaturePermissions {

  @Override
  public Map<String, Set<Role>> grants() {
    return Map.of(OperationPermissions.READ, EnumSet.allOf(Role.class));
  }
}
