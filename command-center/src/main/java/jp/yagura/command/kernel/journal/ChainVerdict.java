package jp.yagura.command.kernel.journal;

/** What a walk along a chain found. */
public sealed interface ChainVerdict {

  /** Every entry is where it was written and says what it said. */
  record Whole(long entries, String lastHash) implements ChainVerdict {}

  /**
   * Someone changed the record.
   *
   * @param number the first place at which the chain does not hold
   */
  record Broken(long number, Fault fault) implements ChainVerdict {}

  enum Fault {
    /** The content does not match its hash. */
    ALTERED,
    /** A number is absent, or the chain ends before its recorded end. */
    MISSING,
    /**
     * The entry does not point to the one before it: moved, inserted, or the one before was
     * replaced.
     */
    UNLINKED
  }
}
