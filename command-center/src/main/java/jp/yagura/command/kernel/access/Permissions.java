package jp.yagura.command.kernel.access;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What each role may do, from what all features say together. */
@Singleton
final class Permissions {

  /** feature.what; never the same as a word the framework gives a meaning to. */
  private static final Pattern FORM = Pattern.compile("[a-z][a-z-]*(\\.[a-z][a-z-]*)+");

  private final Map<Role, Set<String>> byRole = new EnumMap<>(Role.class);

  Permissions(List<FeaturePermissions> features) {
    for (FeaturePermissions feature : features) {
      feature.grants().forEach(this::grant);
    }
  }

  private void grant(String permission, Set<Role> roles) {
    if (!FORM.matcher(permission).matches()) {
      throw new IllegalStateException(
          "a permission is written like chronology.write, not " + permission);
    }
    roles.forEach(role -> byRole.computeIfAbsent(role, _ -> new TreeSet<>()).add(permission));
  }

  /** In order, so that the same roles always give the same list. */
  Set<String> of(Collection<Role> roles) {
    var all = new TreeSet<String>();
    roles.forEach(role -> all.addAll(byRole.getOrDefault(role, Set.of())));
    return all;
  }
}
