package jp.yagura.command.kernel.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import jp.yagura.command.kernel.db.Database.Dialect;
import jp.yagura.command.kernel.journal.ChainVerdict.Broken;
import jp.yagura.command.kernel.journal.ChainVerdict.Whole;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;

/** Whatever single letter is changed, in whatever column of whatever row: the walk finds it. */
class AnyChangeTest {

  private static final Set<String> NUMBERS =
      Set.of("number", "occurred_at", "recorded_at", "important");
  private static final List<String> ENTRY =
      List.of(
          "operation_id",
          "number",
          "id",
          "kind",
          "occurred_at",
          "recorded_at",
          "actor",
          "source",
          "subject",
          "important",
          "ja",
          "en",
          "body",
          "previous_hash",
          "hash");
  private static final List<String> HEAD = List.of("operation_id", "number", "hash");

  private static final Map<Dialect, SmallChain> CHAINS = new EnumMap<>(Dialect.class);
  private static final AtomicInteger FOUND = new AtomicInteger();

  /** A column, and in which row. */
  record Cell(String table, String column, long row) {

    boolean isNumber() {
      return NUMBERS.contains(column);
    }

    String where(SmallChain chain) {
      String operation = " where operation_id = '" + chain.operation + "'";
      return table.equals("journal_head") ? operation : operation + " and number = " + row;
    }
  }

  @Property(tries = 1_000)
  void anyChangeOfOneLetterIsFound(
      @ForAll Dialect dialect,
      @ForAll("cells") Cell cell,
      @ForAll @IntRange(max = 90) int place,
      @ForAll("letters") char letter) {
    SmallChain chain = CHAINS.computeIfAbsent(dialect, SmallChain::on);
    chain.tryOut(
        sql -> {
          String before = read(sql, chain, cell);
          int at = place % before.length();
          String after = before.substring(0, at) + letter + before.substring(at + 1);
          if (!before.equals(after) && write(sql, chain, cell, after)) {
            FOUND.incrementAndGet();
            assertThat(new ChainCheck(sql, chain.operation).run())
                .as("%s: %s instead of %s", cell, after, before)
                .isInstanceOf(Broken.class);
          } else {
            assertThat(new ChainCheck(sql, chain.operation).run()).isInstanceOf(Whole.class);
          }
        });
  }

  @Provide
  Arbitrary<Cell> cells() {
    var cells = new ArrayList<Cell>();
    HEAD.forEach(column -> cells.add(new Cell("journal_head", column, 0)));
    for (long row = 1; row <= SmallChain.ENTRIES; row++) {
      for (String column : ENTRY) {
        cells.add(new Cell("journal_entry", column, row));
      }
    }
    return Arbitraries.of(cells);
  }

  /** Digits often, because a column of numbers takes little else. */
  @Provide
  Arbitrary<Character> letters() {
    return Arbitraries.frequencyOf(
        Tuple.of(3, Arbitraries.chars().numeric()),
        Tuple.of(2, Arbitraries.chars().range('A', 'F')),
        Tuple.of(1, Arbitraries.of('.', '-', ' ', 'é', '越', '\n')));
  }

  @AfterContainer
  static void close() {
    CHAINS.values().forEach(SmallChain::close);
    assertThat(FOUND).as("changes that the databases let through").hasValueGreaterThan(100);
  }

  private static String read(DSLContext sql, SmallChain chain, Cell cell) {
    return sql.fetchSingle(
            "select cast("
                + cell.column()
                + " as varchar) from "
                + cell.table()
                + cell.where(chain))
        .get(0, String.class);
  }

  /** False if the database itself does not let it stand there, or takes it for the same. */
  private static boolean write(DSLContext sql, SmallChain chain, Cell cell, String text) {
    boolean bare = cell.isNumber() && text.matches("-?[0-9]+(\\.[0-9]*)?");
    String value = bare ? text : "'" + text + "'";
    String change =
        "update " + cell.table() + " set " + cell.column() + " = " + value + cell.where(chain);
    sql.execute("savepoint before_the_change");
    try {
      List<String> before = column(sql, cell);
      sql.execute(change);
      return !column(sql, cell).equals(before);
    } catch (DataAccessException refused) {
      sql.execute("rollback to savepoint before_the_change");
      return false;
    }
  }

  private static List<String> column(DSLContext sql, Cell cell) {
    return sql.fetch("select cast(" + cell.column() + " as varchar) from " + cell.table()).stream()
        .map(row -> row.get(0, String.class))
        .sorted()
        .toList();
  }
}
