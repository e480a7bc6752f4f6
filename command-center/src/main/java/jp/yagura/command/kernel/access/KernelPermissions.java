package jp.yagura.command.kernel.access;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;

/** The kernel's own. */
@Singleton
final class KernelPermissions implements FeaturePermissions {

  static final String MANAGE_ACCOUNTS = "account.manage";
  static final String READ_ACCESS_LOG = "access-log.read";

  @Override
  public Map<String, Set<Role>> grants() {
    return Map.of(MANAGE_ACCOUNTS, Set.of(Role.ADMIN), READ_ACCESS_LOG, Set.of(Role.ADMIN));
  }
}
