package jp.yagura.command.kernel.access;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import jp.yagura.command.kernel.db.Database;
import jp.yagura.command.kernel.db.Work;
import org.jooq.DSLContext;

/** The real one, but somebody else's change is always a moment faster than the first write. */
final class InterruptedDatabase implements Database {

  private final Database database;
  private final AtomicReference<Runnable> faster;

  InterruptedDatabase(Database database, Runnable faster) {
    this.database = database;
    this.faster = new AtomicReference<>(faster);
  }

  @Override
  public <T> T read(Function<DSLContext, T> query) {
    return database.read(query);
  }

  @Override
  public <T> CompletableFuture<T> submit(Work<T> work) {
    faster.getAndSet(() -> {}).run();
    return database.submit(work);
  }

  @Override
  public Dialect dialect() {
    return database.dialect();
  }

  @Override
  public void close() {
    database.close();
  }
}
