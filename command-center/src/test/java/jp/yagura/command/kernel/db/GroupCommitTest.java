package jp.yagura.command.kernel.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import jp.yagura.command.kernel.db.Database.Dialect;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GroupCommitTest {

  @TempDir Path folder;

  private final AtomicInteger commits = new AtomicInteger();

  @ParameterizedTest
  @EnumSource
  void whatWaitsTogetherSharesOneCommit(Dialect dialect) {
    Place place = Place.fresh(dialect, folder);
    try (GroupCommit writer = writer(place)) {
      Gate gate = hold(writer);
      List<CompletableFuture<Integer>> waiting = notes(writer, 100);
      gate.open();
      waiting.forEach(CompletableFuture::join);
    }
    assertThat(place.notes()).isEqualTo(100);
    assertThat(commits).as("one for the gate, one for all the others").hasValue(2);
  }

  @ParameterizedTest
  @EnumSource
  void noCommitGrowsWithoutBound(Dialect dialect) {
    Place place = Place.fresh(dialect, folder);
    try (GroupCommit writer = writer(place)) {
      Gate gate = hold(writer);
      List<CompletableFuture<Integer>> waiting = notes(writer, 600);
      gate.open();
      waiting.forEach(CompletableFuture::join);
    }
    assertThat(place.notes()).isEqualTo(600);
    assertThat(commits).as("the gate, 256, 256 and 88").hasValue(4);
  }

  @ParameterizedTest
  @EnumSource
  void workThatFailsTakesNothingElseWithIt(Dialect dialect) {
    Place place = Place.fresh(dialect, folder);
    try (GroupCommit writer = writer(place)) {
      Gate gate = hold(writer);
      var before = writer.submit(tx -> Place.note(tx.sql(), 1));
      var refuses =
          writer.submit(
              tx -> {
                Place.note(tx.sql(), 2);
                throw new IllegalArgumentException("changed my mind");
              });
      var breaksARule = writer.submit(tx -> Place.note(tx.sql(), 1));
      var makesAMistake = writer.submit(tx -> tx.sql().execute("insert into nowhere values (1)"));
      var after = writer.submit(tx -> Place.note(tx.sql(), 3));
      gate.open();
      assertThat(before.join()).isEqualTo(1);
      assertThat(after.join()).isEqualTo(1);
      assertThat(reason(refuses)).isInstanceOf(IllegalArgumentException.class);
      assertThat(reason(breaksARule)).isInstanceOf(DataAccessException.class);
      assertThat(reason(makesAMistake)).isInstanceOf(DataAccessException.class);
    }
    assertThat(place.notes()).isEqualTo(2);
    assertThat(commits).hasValue(2);
  }

  @ParameterizedTest
  @EnumSource
  void nobodyElseSeesWhatIsNotCommitted(Dialect dialect) {
    Place place = Place.fresh(dialect, folder);
    try (GroupCommit writer = writer(place)) {
      var gate = new Gate();
      var written =
          writer.submit(
              tx -> {
                Place.note(tx.sql(), 1);
                gate.pass();
                return tx.sql().fetchCount(Place.NOTE);
              });
      gate.awaitSomebody();
      assertThat(place.notes()).isZero();
      assertThat(written).isNotDone();
      gate.open();
      assertThat(written.join()).isEqualTo(1);
      assertThat(place.notes()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsToldAfterACommitIsToldInItsOrderAndIsThere(Dialect dialect) {
    Place place = Place.fresh(dialect, folder);
    var told = new CopyOnWriteArrayList<String>();
    try (GroupCommit writer = writer(place)) {
      Gate gate = hold(writer);
      var all = new ArrayList<CompletableFuture<?>>();
      for (int i = 1; i <= 5; i++) {
        int id = i;
        all.add(
            writer.submit(
                tx -> {
                  Place.note(tx.sql(), id);
                  tx.afterCommit(() -> told.add(id + " of " + place.notes()));
                  tx.afterCommit(() -> told.add(id + " again"));
                  if (id == 2) {
                    throw new IllegalStateException("so nobody must hear of it");
                  }
                  if (id == 3) {
                    tx.afterCommit(() -> whatGoesWrong("a listener fails"));
                  }
                  return id;
                }));
      }
      gate.open();
      assertThat(reason(all.get(1))).hasMessage("so nobody must hear of it");
      all.remove(1);
      all.forEach(CompletableFuture::join);
    }
    assertThat(told)
        .containsExactly(
            "1 of 4", "1 again", "3 of 4", "3 again", "4 of 4", "4 again", "5 of 4", "5 again");
  }

  @ParameterizedTest
  @EnumSource
  void theWriterSurvivesWhateverItsListenersThrow(Dialect dialect) {
    Place place = Place.fresh(dialect, folder);
    Consumer<StorageState> moody =
        _ -> {
          throw new IllegalStateException("the listener is in a mood");
        };
    try (GroupCommit writer = writer(place, moody)) {
      writer
          .submit(
              tx -> {
                tx.afterCommit(
                    () -> {
                      throw new AssertionError("not even an exception");
                    });
                return Place.note(tx.sql(), 1);
              })
          .join();
      assertThat(writer.submit(tx -> Place.note(tx.sql(), 2)).join()).isEqualTo(1);
    }
    assertThat(place.notes()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource
  void workIsRunAgainWhenTheDatabaseAsksForIt(Dialect dialect) {
    Place place = Place.fresh(dialect, folder);
    var tries = new AtomicInteger();
    var told = new AtomicInteger();
    try (GroupCommit writer = writer(place)) {
      Gate gate = hold(writer);
      var neighbour = writer.submit(tx -> Place.note(tx.sql(), 1));
      var unlucky =
          writer.submit(
              tx -> {
                Place.note(tx.sql(), 2);
                tx.afterCommit(told::incrementAndGet);
                if (tries.incrementAndGet() < 3) {
                  throw new DataAccessException("", new SQLException("deadlock", "40P01"));
                }
                return tries.get();
              });
      gate.open();
      assertThat(unlucky.join()).isEqualTo(3);
      assertThat(neighbour.join()).isEqualTo(1);
    }
    assertThat(place.notes()).isEqualTo(2);
    assertThat(told).hasValue(1);
  }

  @ParameterizedTest
  @EnumSource
  void whatTheDatabaseNeverAcceptsIsGivenUpInTheEnd(Dialect dialect) {
    Place place = Place.fresh(dialect, folder);
    var tries = new AtomicInteger();
    try (GroupCommit writer = writer(place)) {
      var hopeless =
          writer.submit(
              _ -> {
                tries.incrementAndGet();
                throw new DataAccessException("", new SQLException("deadlock", "40P01"));
              });
      assertThat(reason(hopeless)).isInstanceOf(StorageException.class);
      assertThat(tries).hasValue(5);
      assertThat(writer.submit(tx -> Place.note(tx.sql(), 1)).join()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatCameBeforeTheCloseIsWrittenAndWhatComesAfterIsRefused(Dialect dialect) {
    Place place = Place.fresh(dialect, folder);
    GroupCommit writer = writer(place);
    Gate gate = hold(writer);
    List<CompletableFuture<Integer>> inTime = notes(writer, 10);
    Thread closing = Thread.ofVirtual().start(writer::close);
    gate.open();
    join(closing);
    assertThat(inTime).allSatisfy(note -> assertThat(note).isCompletedWithValue(1));
    assertThat(reason(writer.submit(tx -> Place.note(tx.sql(), 11))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
    assertThat(place.notes()).isEqualTo(10);
  }

  private static void whatGoesWrong(String why) {
    throw new IllegalStateException(why);
  }

  /** Keeps the writer busy, so that what is handed in meanwhile waits together. */
  private static Gate hold(GroupCommit writer) {
    var gate = new Gate();
    var unused =
        writer.submit(
            _ -> {
              gate.pass();
              return 0;
            });
    gate.awaitSomebody();
    return gate;
  }

  private static List<CompletableFuture<Integer>> notes(GroupCommit writer, int count) {
    return IntStream.range(0, count)
        .mapToObj(id -> writer.submit(tx -> Place.note(tx.sql(), id)))
        .toList();
  }

  private GroupCommit writer(Place place) {
    return writer(place, _ -> {});
  }

  private GroupCommit writer(Place place, Consumer<StorageState> health) {
    return new GroupCommit(
        () -> counted(place.connect()), JooqDatabase.jooqDialect(place.dialect()), health);
  }

  /** The real connection; its commits are counted on the way. */
  private Connection counted(Connection real) {
    return (Connection)
        Proxy.newProxyInstance(
            Connection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (_, method, arguments) -> {
              if (method.getName().equals("commit")) {
                commits.incrementAndGet();
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  static Throwable reason(CompletableFuture<?> failed) {
    var reasons = new ArrayList<Throwable>();
    assertThatThrownBy(failed::join)
        .isInstanceOf(CompletionException.class)
        .satisfies(e -> reasons.add(e.getCause()));
    return reasons.getFirst();
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
