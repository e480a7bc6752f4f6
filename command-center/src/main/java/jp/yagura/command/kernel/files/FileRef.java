package jp.yagura.command.kernel.files;

import java.util.regex.Pattern;

/** The address of a file: the SHA-256 of its content in lower-case hex. */
public record FileRef(String sha256) {

  private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

  public FileRef {
    if (!HEX.matcher(sha256).matches()) {
      throw new IllegalArgumentException("a file's address is 64 hex digits, not: " + sha256);
    }
  }

  @Override
  public String toString() {
    return sha256;
  }
}
