package jp.yagura.command.kernel.access;

import io.micronaut.security.authentication.Authentication;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who is asking, for controllers that are handed the framework's {@link Authentication}.
 *
 * @param account their account name: what journal entries give as the actor
 * @param session known by live streams; not the secret
 */
public record Viewer(
    String account, String displayName, Set<Role> roles, Set<Scope> scopes, String session) {

  public Viewer {
    roles = Set.copyOf(roles);
    scopes = Set.copyOf(scopes);
  }

  static Viewer of(Session session) {
    Account account = session.account();
    return new Viewer(
        account.name().text(),
        account.displayName(),
        account.roles(),
        account.scopes(),
        session.id());
  }

  public static Viewer of(Authentication who) {
    Map<String, Object> attributes = who.getAttributes();
    return new Viewer(
        who.getName(),
        String.valueOf(attributes.get("displayName")),
        texts(attributes.get("roles")).stream()
            .flatMap(code -> Role.parse(code).stream())
            .collect(Collectors.toUnmodifiableSet()),
        texts(attributes.get("scopes")).stream()
            .map(Scope::new)
            .collect(Collectors.toUnmodifiableSet()),
        String.valueOf(attributes.get("session")));
  }

  private static List<String> texts(@Nullable Object list) {
    return list instanceof Collection<?> all
        ? all.stream().map(String::valueOf).toList()
        : List.of();
  }

  public boolean mayActAt(String kind, String id) {
    return Scope.covered(scopes, kind, id);
  }

  /** To the framework, "roles" are what {@code @Secured} names: our permissions. */
  Authentication authentication(Set<String> permissions) {
    return Authentication.build(
        account,
        permissions,
        Map.of(
            "account", account,
            "displayName", displayName,
            "roles", roles.stream().map(Role::code).sorted().toList(),
            "scopes", scopes.stream().map(Scope::text).sorted().toList(),
            "session", session));
  }
}
