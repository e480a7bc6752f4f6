package jp.yagura.command.kernel.journal;

import static jp.yagura.command.kernel.journal.Drafts.draft;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.UUID;
import java.util.function.Consumer;
import jp.yagura.command.kernel.db.Database;
import jp.yagura.command.kernel.db.Databases;
import jp.yagura.command.testing.TestPostgres;
import org.jooq.DSLContext;

/** A few entries on one of the databases. Whatever is done to them is undone again. */
final class SmallChain implements AutoCloseable {

  static final int ENTRIES = 5;

  private final Database database;
  final UUID operation = UUID.randomUUID();

  /** Says that what was done is not to stay. */
  private static final class Undo extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private SmallChain(Database database) {
    this.database = database;
    Journal journal = Journals.on(database);
    for (int i = 1; i <= ENTRIES; i++) {
      String text = "越水を検知 " + i;
      database.write(tx -> journal.append(tx, draft(operation, text)));
    }
  }

  static SmallChain on(Database.Dialect dialect) {
    return new SmallChain(
        switch (dialect) {
          case POSTGRESQL -> TestPostgres.shared().freshDatabase().open(1);
          case SQLITE -> {
            try {
              yield Databases.sqlite(
                  Files.createTempDirectory("yagura-chain-").resolve("yagura.db"), 1, _ -> {});
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          }
        });
  }

  Database.Dialect dialect() {
    return database.dialect();
  }

  void tryOut(Consumer<DSLContext> tampering) {
    try {
      database.write(
          tx -> {
            tampering.accept(tx.sql());
            throw new Undo();
          });
    } catch (Undo asWanted) {
      return;
    }
  }

  @Override
  public void close() {
    database.close();
  }
}
