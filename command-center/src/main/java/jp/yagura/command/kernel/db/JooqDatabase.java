package jp.yagura.command.kernel.db;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;

/** The same on both databases; they differ in how connections are opened, see {@link Databases}. */
final class JooqDatabase implements Database {

  private final Dialect dialect;
  private final HikariDataSource readers;
  private final GroupCommit writer;

  JooqDatabase(
      Dialect dialect,
      HikariDataSource readers,
      GroupCommit.ConnectionSource writer,
      Consumer<StorageState> health) {
    this.dialect = dialect;
    this.readers = readers;
    this.writer = new GroupCommit(writer, jooqDialect(dialect), health);
  }

  static SQLDialect jooqDialect(Dialect dialect) {
    return switch (dialect) {
      case SQLITE -> SQLDialect.SQLITE;
      case POSTGRESQL -> SQLDialect.POSTGRES;
    };
  }

  @Override
  public <T> T read(Function<DSLContext, T> query) {
    try (Connection connection = readers.getConnection()) {
      T answer = query.apply(DSL.using(connection, jooqDialect(dialect)));
      connection.rollback(); // ends the picture; nothing was written
      return answer;
    } catch (SQLException e) {
      throw new StorageException("not read: " + e.getMessage(), e);
    } catch (DataAccessException e) {
      if (StorageTrouble.isIn(e)) {
        throw new StorageException("not read: " + e.getMessage(), e);
      }
      throw e; // a mistake in the question
    }
  }

  @Override
  public <T> CompletableFuture<T> submit(Work<T> work) {
    return writer.submit(work);
  }

  @Override
  public <T> T write(Work<T> work) {
    if (writer.isWriting()) {
      throw new IllegalStateException(
          "within a commit nobody can wait for the next one; use the transaction, or submit");
    }
    return Database.super.write(work);
  }

  @Override
  public Dialect dialect() {
    return dialect;
  }

  @Override
  public void close() {
    writer.close();
    readers.close();
  }
}
