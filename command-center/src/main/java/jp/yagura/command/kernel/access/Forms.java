package jp.yagura.command.kernel.access;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import jp.yagura.command.kernel.web.Problem;

/** What people write in forms, as values; or the problem with it. */
final class Forms {

  private Forms() {}

  static AccountName name(String field, String typed) {
    return AccountName.parse(typed)
        .orElseThrow(
            () ->
                Problem.invalid(
                    field,
                    "文字か数字で始め、文字・数字と . _ @ + - だけを使い、64文字以内にしてください。",
                    "Begin with a letter or digit; use letters, digits and . _ @ + - only, at most"
                        + " 64 characters."));
  }

  static Set<Role> roles(Collection<String> codes) {
    Set<Role> roles = new LinkedHashSet<>();
    for (String code : codes) {
      roles.add(
          Role.parse(code)
              .orElseThrow(
                  () ->
                      Problem.invalid(
                          "roles",
                          "「" + code + "」という役割はありません。",
                          "There is no role '" + code + "'.")));
    }
    return roles;
  }

  static Set<Scope> scopes(Collection<String> texts) {
    Set<Scope> scopes = new LinkedHashSet<>();
    for (String text : texts) {
      try {
        scopes.add(new Scope(text));
      } catch (IllegalArgumentException e) {
        throw Problem.invalid(
            "scopes",
            "範囲は all か、shelter:ID のように書いてください。",
            "A scope is all, or written like shelter:ID.");
      }
    }
    return scopes;
  }

  static String locale(String code) {
    if (!code.equals("ja") && !code.equals("en")) {
      throw Problem.invalid("locale", "ja か en にしてください。", "Use ja or en.");
    }
    return code;
  }
}
