package jp.yagura.command.kernel.db;

import static jp.yagura.command.kernel.db.Place.COUNT;
import static jp.yagura.command.kernel.db.Place.ID;
import static jp.yagura.command.kernel.db.Place.NOTE;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import jp.yagura.command.kernel.db.Database.Dialect;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two command centers on one PostgreSQL get in each other's way, and neither notices. */
class TwoWritersTest {

  @TempDir Path folder;

  private Place place;

  @BeforeEach
  void twoNotes() {
    place = Place.fresh(Dialect.POSTGRESQL, folder);
    try (GroupCommit writer = writer()) {
      writer
          .submit(
              tx -> {
                Place.note(tx.sql(), 1);
                return Place.note(tx.sql(), 2);
              })
          .join();
    }
  }

  @Test
  void whoIsChosenAsTheVictimOfADeadlockTriesAgain() {
    var tries = new AtomicInteger();
    var bothHoldOne = new CountDownLatch(2);
    try (GroupCommit one = writer();
        GroupCommit other = writer()) {
      CompletableFuture<Integer> upwards = count(one, 1, 2, bothHoldOne, tries);
      CompletableFuture<Integer> downwards = count(other, 2, 1, bothHoldOne, tries);
      upwards.join();
      downwards.join();
      assertThat(one.submit(tx -> total(tx.sql())).join())
          .as("each has counted both notes, once")
          .isEqualTo(4);
    }
    assertThat(tries).as("one of them had to try again").hasValueGreaterThan(2);
  }

  @Test
  void whoCouldNotBeSerialisedTriesAgain() {
    var tries = new AtomicInteger();
    var bothHaveRead = new CountDownLatch(2);
    try (GroupCommit one = strictWriter();
        GroupCommit other = strictWriter()) {
      CompletableFuture<Integer> first = raise(one, bothHaveRead, tries);
      CompletableFuture<Integer> second = raise(other, bothHaveRead, tries);
      first.join();
      second.join();
      assertThat(one.submit(tx -> total(tx.sql())).join()).isEqualTo(2);
    }
    assertThat(tries).hasValueGreaterThan(2);
  }

  /** Takes one row, waits until the other writer has taken the other one, and then wants both. */
  private static CompletableFuture<Integer> count(
      GroupCommit writer, int first, int second, CountDownLatch bothHoldOne, AtomicInteger tries) {
    return writer.submit(
        tx -> {
          tries.incrementAndGet();
          plusOne(tx.sql(), first);
          bothHoldOne.countDown();
          Gate.await(bothHoldOne);
          return plusOne(tx.sql(), second);
        });
  }

  /** Writes what it has read, plus one: right only if nobody else did so in between. */
  private static CompletableFuture<Integer> raise(
      GroupCommit writer, CountDownLatch bothHaveRead, AtomicInteger tries) {
    return writer.submit(
        tx -> {
          tries.incrementAndGet();
          int now = tx.sql().select(COUNT).from(NOTE).where(ID.eq(1)).fetchSingle(COUNT);
          bothHaveRead.countDown();
          Gate.await(bothHaveRead);
          return tx.sql().update(NOTE).set(COUNT, now + 1).where(ID.eq(1)).execute();
        });
  }

  private static int plusOne(DSLContext sql, int id) {
    return sql.update(NOTE).set(COUNT, COUNT.plus(1)).where(ID.eq(id)).execute();
  }

  private static int total(DSLContext sql) {
    return sql.select(COUNT).from(NOTE).fetch(COUNT).stream().mapToInt(n -> n).sum();
  }

  /** Sees one picture of the database, and must not change what has changed since. */
  private GroupCommit strictWriter() {
    return new GroupCommit(
        () -> {
          Connection connection = place.connect();
          connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
          return connection;
        },
        SQLDialect.POSTGRES,
        _ -> {});
  }

  private GroupCommit writer() {
    return new GroupCommit(place::connect, SQLDialect.POSTGRES, _ -> {});
  }
}
