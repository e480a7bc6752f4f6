package jp.yagura.command.kernel.access;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * A person as the system knows them; without the password, which never leaves the store.
 *
 * @param disabled kept for the record, but may not log in
 * @param locale {@code ja} or {@code en}: the language of their pages
 */
public record Account(
    UUID id,
    AccountName name,
    String displayName,
    Set<Role> roles,
    Set<Scope> scopes,
    boolean disabled,
    String locale,
    Instant createdAt) {

  public Account {
    roles = Set.copyOf(roles);
    scopes = Set.copyOf(scopes);
  }
}
