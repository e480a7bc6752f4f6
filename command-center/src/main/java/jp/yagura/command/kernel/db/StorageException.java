package jp.yagura.command.kernel.db;

/** The database could not keep what it was given: disk full, file damaged, server away. */
public final class StorageException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public StorageException(String message, Throwable cause) {
    super(message, cause);
  }
}
