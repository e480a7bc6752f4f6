package jp.yagura.command.kernel.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one writer. Whatever waits when a commit ends goes into the next one together, so that the
 * cost of an fsync is shared under load and nobody waits for company when it is quiet. Each piece
 * of work has its own savepoint: one that fails takes nothing else with it.
 */
final class GroupCommit implements AutoCloseable {

  /** Bounds the longest transaction, and with it the longest wait of one who comes just after. */
  private static final int MOST_IN_ONE_COMMIT = 256;

  private static final int MOST_WAITING = 10_000;
  private static final int TRIES = 5;
  private static final Logger log = LoggerFactory.getLogger(GroupCommit.class);

  private final BlockingQueue<Pending<?>> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final ConnectionSource connections;
  private final SQLDialect dialect;
  private final Consumer<StorageState> health;
  private final Thread writer;
  private @Nullable Connection connection;
  private volatile boolean open = true;

  interface ConnectionSource {
    Connection open() throws SQLException;
  }

  GroupCommit(ConnectionSource connections, SQLDialect dialect, Consumer<StorageState> health) {
    this.health = health;
    this.connections = connections;
    this.dialect = dialect;
    this.writer = Thread.ofPlatform().name("db-writer").unstarted(this::serve);
    writer.start();
  }

  <T> CompletableFuture<T> submit(Work<T> work) {
    var pending = new Pending<>(work);
    try {
      waiting.put(pending);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      pending.fail(new StorageException("interrupted while waiting for the writer", e));
    }
    if (!open && waiting.remove(pending)) {
      pending.fail(new IllegalStateException("the database is closed"));
    }
    return pending.result;
  }

  /** Whether we are inside of a commit: waiting here for another one would wait for ever. */
  boolean isWriting() {
    return Thread.currentThread() == writer;
  }

  private void serve() {
    var group = new ArrayList<Pending<?>>();
    while (open || !waiting.isEmpty()) {
      try {
        group.add(waiting.take());
        waiting.drainTo(group, MOST_IN_ONE_COMMIT - 1);
        commit(group);
      } catch (InterruptedException e) {
        log.debug("the writer was woken to stop");
      } catch (RuntimeException | Error e) {
        // Whatever it was: those who wait must hear of it, and the next must have their turn.
        log.error("the writer stumbled", e);
        disconnect();
        group.forEach(pending -> pending.fail(e));
      } finally {
        group.clear();
      }
    }
    disconnect();
  }

  /**
   * Commits the group, again when the database asked for another try, and tells everyone the
   * outcome.
   */
  private void commit(List<Pending<?>> group) {
    for (int tryNumber = 1; ; tryNumber++) {
      try {
        attempt(group);
        publish(StorageState.WELL);
        group.forEach(Pending::tellSuccess);
        return;
      } catch (SQLException | DataAccessException e) {
        disconnect(); // whatever state it is in, the next attempt begins with a clean one
        if (tryNumber == TRIES || !StorageTrouble.mayPass(e)) {
          publish(StorageState.trouble(e));
          log.warn("a commit of {} pieces of work failed: {}", group.size(), e.getMessage());
          group.forEach(p -> p.fail(new StorageException("not written: " + e.getMessage(), e)));
          return;
        }
        log.info("a commit is tried again ({}): {}", tryNumber, e.getMessage());
      }
    }
  }

  private void attempt(List<Pending<?>> group) throws SQLException {
    Connection current = connect();
    for (Pending<?> pending : group) {
      Savepoint before = current.setSavepoint();
      var transaction = new Transaction(DSL.using(current, dialect));
      try {
        pending.run(transaction);
        current.releaseSavepoint(before);
      } catch (RuntimeException | Error e) {
        if (e instanceof DataAccessException d && StorageTrouble.isIn(d)) {
          throw d; // not this work's own fault: it concerns everyone in the group
        }
        current.rollback(before);
        pending.remember(e);
      }
    }
    current.commit();
    // Nothing may stop the rest from hearing of a commit that has happened.
    for (Pending<?> pending : group) {
      for (Runnable action : pending.afterCommit) {
        try {
          action.run();
        } catch (RuntimeException | Error e) {
          log.error("an action after commit failed", e);
        }
      }
    }
  }

  /** Those who wait for an answer get it, whatever those who hear of the storage's health do. */
  private void publish(StorageState state) {
    try {
      health.accept(state);
    } catch (RuntimeException e) {
      log.error("a listener to the storage's health failed", e);
    }
  }

  private Connection connect() throws SQLException {
    Connection current = connection;
    if (current == null) {
      current = connections.open();
      current.setAutoCommit(false);
      connection = current;
    }
    return current;
  }

  private void disconnect() {
    Connection current = connection;
    connection = null;
    if (current == null) {
      return;
    }
    try {
      current.rollback();
    } catch (SQLException e) {
      log.debug("rollback before closing failed: {}", e.getMessage());
    }
    try {
      current.close();
    } catch (SQLException e) {
      log.warn("the writer's connection did not close: {}", e.getMessage());
    }
  }

  @Override
  public void close() {
    open = false;
    writer.interrupt();
    try {
      writer.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A piece of work, what came of it, and who waits to hear. */
  private static final class Pending<T> {
    private final Work<T> work;
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private @Nullable T value;
    private @Nullable Throwable failure;
    private List<Runnable> afterCommit = List.of();

    Pending(Work<T> work) {
      this.work = work;
    }

    void run(Transaction transaction) {
      failure = null;
      afterCommit = List.of();
      value = work.in(transaction);
      afterCommit = transaction.toRunAfterCommit();
    }

    void remember(Throwable failure) {
      this.failure = failure;
      this.afterCommit = List.of();
    }

    void tellSuccess() {
      if (failure != null) {
        result.completeExceptionally(failure);
      } else {
        result.complete(value);
      }
    }

    void fail(Throwable reason) {
      result.completeExceptionally(failure == null ? reason : failure);
    }
  }
}
