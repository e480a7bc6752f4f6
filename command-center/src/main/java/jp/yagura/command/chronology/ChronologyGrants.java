package jp.yagura.command.chronology;

import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import jp.yagura.command.kernel.access.FeaturePermissions;
import jp.yagura.command.kernel.access.Role;

/** Those who only look, and those who only keep the machine, do not write. */
@Singleton
final class ChronologyGrants implements FeaturePermissions {

  @Override
  public Map<String, Set<Role>> grants() {
    return Map.of(
        ChronologyPermissions.READ,
        EnumSet.allOf(Role.class),
        ChronologyPermissions.WRITE,
        EnumSet.complementOf(EnumSet.of(Role.VIEWER, Role.ADMIN)));
  }
}
