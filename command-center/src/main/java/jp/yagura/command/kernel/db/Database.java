package jp.yagura.command.kernel.db;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.jooq.DSLContext;

/** The command center's one database. */
public interface Database extends AutoCloseable {

  /** Reads a consistent picture; never waits for the writer. */
  <T> T read(Function<DSLContext, T> query);

  /** Hands in work; the future completes when the work is on disk, or fails with the reason. */
  <T> CompletableFuture<T> submit(Work<T> work);

  /** Like {@link #submit}, and waits. */
  default <T> T write(Work<T> work) {
    try {
      return submit(work).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  Dialect dialect();

  @Override
  void close();

  /** Where the two databases differ and a feature has to know. */
  enum Dialect {
    SQLITE,
    POSTGRESQL
  }
}
