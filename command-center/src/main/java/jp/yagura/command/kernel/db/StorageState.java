package jp.yagura.command.kernel.db;

import org.jspecify.annotations.Nullable;

/** Published as an application event when storing begins to fail, and when it works again. */
public record StorageState(boolean well, String detail) {

  static final StorageState WELL = new StorageState(true, "");

  static StorageState trouble(Throwable cause) {
    @Nullable String message = cause.getMessage();
    return new StorageState(false, message == null ? cause.getClass().getSimpleName() : message);
  }
}
