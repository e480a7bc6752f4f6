package jp.yagura.command.camera;

import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import jp.yagura.command.kernel.access.FeaturePermissions;
import jp.yagura.command.kernel.access.Role;

/** Those who only look do not cost a tower its power. */
@Singleton
final class CameraGrants implements FeaturePermissions {

  @Override
  public Map<String, Set<Role>> grants() {
    return Map.of(CameraPermissions.ASK, EnumSet.complementOf(EnumSet.of(Role.VIEWER)));
  }
}
