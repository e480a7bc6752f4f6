package jp.yagura.command.kernel.db;

/** Something to be written: all of it or nothing. It may be run again when the database asks. */
@FunctionalInterface
public interface Work<T> {
  T in(Transaction transaction);
}
