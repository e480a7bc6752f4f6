package jp.yagura.shared.id;

/// What all our names are made of: small ASCII letters, digits and hyphens, safe in topics, file
/// names and URLs.
final class Slug {
  private Slug() {}

  static String check(String what, String value, int longest) {
    if (!isSlug(value, longest)) {
      throw new IllegalArgumentException(
          what
              + " must be 1 to "
              + longest
              + " of a-z, 0-9 and '-' and not begin with '-', but is: "
              + shown(value));
    }
    return value;
  }

  private static boolean isSlug(String value, int longest) {
    if (value.isEmpty() || value.length() > longest || value.charAt(0) == '-') {
      return false;
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-')) {
        return false;
      }
    }
    return true;
  }

  /// A refused name may come from anybody: it is shown short and without control characters.
  private static String shown(String value) {
    String start = value.length() > 40 ? value.substring(0, 40) + "…" : value;
    return '"' + start.replaceAll("\\p{Cntrl}", "?") + '"';
  }
}
