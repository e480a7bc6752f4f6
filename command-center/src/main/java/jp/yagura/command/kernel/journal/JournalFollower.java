package jp.yagura.command.kernel.journal;

import jp.yagura.command.kernel.db.Transaction;

/**
 * Does something with every new entry in the very transaction that writes it: what follows and the
 * entry are both there or neither. For reacting after the fact, listen to {@link JournalEntry} as
 * an application event instead.
 */
public interface JournalFollower {
  void written(Transaction transaction, JournalEntry entry);
}
