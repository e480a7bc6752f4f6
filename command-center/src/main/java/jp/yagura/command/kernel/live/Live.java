package jp.yagura.command.kernel.live;

import java.util.List;
import jp.yagura.command.kernel.db.Transaction;

/** The front door for features. */
public interface Live {

  /** Tells all pages, on all nodes, once the transaction is committed. */
  void publish(
      Transaction transaction, String topic, List<? extends LiveItem> put, List<String> remove);

  /**
   * Tells this node's pages at once: for what is not in the database, such as this node's own
   * health or a value that has grown stale.
   */
  void publishNow(String topic, List<? extends LiveItem> put, List<String> remove);

  default void publish(Transaction transaction, String topic, List<? extends LiveItem> put) {
    publish(transaction, topic, put, List.of());
  }
}
