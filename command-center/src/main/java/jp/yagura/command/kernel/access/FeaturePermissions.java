package jp.yagura.command.kernel.access;

import java.util.Map;
import java.util.Set;

/**
 * A feature's permissions and the roles that have them, e.g. {@code "chronology.write" → COMMANDER,
 * OPERATOR}. A feature makes this a bean; the kernel collects them all.
 */
@FunctionalInterface
public interface FeaturePermissions {
  Map<String, Set<Role>> grants();
}
