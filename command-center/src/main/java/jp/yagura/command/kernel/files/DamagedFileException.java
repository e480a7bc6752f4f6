package jp.yagura.command.kernel.files;

import java.io.IOException;

/** What lies under this address is not what was stored there. */
public final class DamagedFileException extends IOException {

  private static final long serialVersionUID = 1L;

  DamagedFileException(FileRef ref) {
    super("the stored file " + ref + " is damaged; restore it from the backup");
  }
}
