package jp.yagura.command.kernel.access;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Someone, as an OpenID provider vouches for them. */
record OidcPerson(
    String provider, String subject, AccountName name, String displayName, Set<Role> roles) {

  /** Nobody, if the claims lack what an account needs. */
  static Optional<OidcPerson> of(String provider, Map<String, Object> claims, OidcConfig config) {
    Optional<String> subject = text(claims.get("sub")).filter(text -> text.length() <= 255);
    Optional<AccountName> name = text(find(claims, config.nameClaim())).flatMap(AccountName::parse);
    if (subject.isEmpty() || name.isEmpty()) {
      return Optional.empty();
    }
    String displayName =
        text(find(claims, config.displayNameClaim()))
            .filter(text -> text.length() <= 128)
            .orElse(name.get().text());
    Set<Role> roles = config.rolesOf(texts(find(claims, config.rolesClaim())));
    return Optional.of(new OidcPerson(provider, subject.get(), name.get(), displayName, roles));
  }

  /** {@code realm_access.roles} is a list within an object, unless a claim is really called so. */
  private static @Nullable Object find(Map<?, ?> claims, String path) {
    Object whole = claims.get(path);
    int dot = path.indexOf('.');
    if (whole != null || dot < 0) {
      return whole;
    }
    return claims.get(path.substring(0, dot)) instanceof Map<?, ?> inner
        ? find(inner, path.substring(dot + 1))
        : null;
  }

  private static Optional<String> text(@Nullable Object claim) {
    return claim instanceof String text && !text.isBlank()
        ? Optional.of(text.strip())
        : Optional.empty();
  }

  private static List<String> texts(@Nullable Object claim) {
    return switch (claim) {
      case String one -> List.of(one);
      case Collection<?> many -> many.stream().map(String::valueOf).toList();
      case null, default -> List.of();
    };
  }
}
