package jp.yagura.command.kernel.access;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What someone types to log in. Full-width and half-width, capital and small are the same: a
 * Japanese keyboard in the wrong mode must not keep anybody out.
 */
public record AccountName(String text) {

  private static final Pattern FORM = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._@+-]{0,63}");

  public AccountName {
    text = normalise(text);
    if (!isWellFormed(text)) {
      throw new IllegalArgumentException("not an account name: '" + text + "'");
    }
  }

  public static Optional<AccountName> parse(String typed) {
    String text = normalise(typed);
    return isWellFormed(text) ? Optional.of(new AccountName(text)) : Optional.empty();
  }

  private static String normalise(String typed) {
    return Normalizer.normalize(typed.strip(), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
  }

  private static boolean isWellFormed(String text) {
    return text.length() <= 64 && FORM.matcher(text).matches();
  }

  @Override
  public String toString() {
    return text;
  }
}
