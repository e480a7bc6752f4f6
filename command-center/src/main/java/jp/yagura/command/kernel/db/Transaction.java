package jp.yagura.command.kernel.db;

import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;

/** The open transaction as one piece of work sees it. */
public final class Transaction {

  private final DSLContext sql;
  private final List<Runnable> afterCommit = new ArrayList<>();

  Transaction(DSLContext sql) {
    this.sql = sql;
  }

  public DSLContext sql() {
    return sql;
  }

  /**
   * Runs once this work is durable, on the writer's thread and before the next commit begins, so
   * that what is told to the outside is told in commit order. Must be quick and must not write.
   */
  public void afterCommit(Runnable action) {
    afterCommit.add(action);
  }

  List<Runnable> toRunAfterCommit() {
    return afterCommit;
  }
}
