package jp.yagura.command.kernel.access;

import java.util.Collection;
import java.util.regex.Pattern;

/**
 * Where someone's roles count: everywhere, or at one thing such as {@code
 * shelter:agata-elementary}.
 */
public record Scope(String text) {

  private static final Pattern FORM =
      Pattern.compile("all|[a-z][a-z0-9-]{0,31}:[A-Za-z0-9._-]{1,90}");

  public static final Scope ALL = new Scope("all");

  public Scope {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException("a scope is 'all' or 'kind:id', not '" + text + "'");
    }
  }

  public static Scope of(String kind, String id) {
    return new Scope(kind + ":" + id);
  }

  public boolean covers(String kind, String id) {
    return equals(ALL) || equals(of(kind, id));
  }

  public static boolean covered(Collection<Scope> scopes, String kind, String id) {
    return scopes.stream().anyMatch(scope -> scope.covers(kind, id));
  }
}
