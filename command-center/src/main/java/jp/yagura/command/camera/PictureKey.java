package jp.yagura.command.camera;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which picture of a site: its number in that start of the tower. */
record PictureKey(String site, long epoch, long seq) {

  private static final Pattern FORM = Pattern.compile("(\\d{1,18})-(\\d{1,18})");

  static Optional<PictureKey> parse(String site, String id) {
    Matcher parts = FORM.matcher(id);
    return parts.matches()
        ? Optional.of(
            new PictureKey(site, Long.parseLong(parts.group(1)), Long.parseLong(parts.group(2))))
        : Optional.empty();
  }

  /** As it stands in addresses. */
  String id() {
    return epoch + "-" + seq;
  }
}
