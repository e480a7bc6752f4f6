package jp.yagura.command.kernel.files;

import java.io.IOException;

/** The sender went on past the limit; nothing of it was kept. */
public final class FileTooLargeException extends IOException {

  private static final long serialVersionUID = 1L;

  FileTooLargeException(long limit) {
    super("larger than " + limit + " bytes");
  }
}
