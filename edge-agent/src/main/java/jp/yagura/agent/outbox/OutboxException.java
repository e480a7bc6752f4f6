package jp.yagura.agent.outbox;

/// The outbox could not do what it was asked. Whatever it held before, it still holds.
public final class OutboxException extends Exception {
  private static final long serialVersionUID = 1L;

  /// What went wrong, as far as it makes a difference to what is to be done.
  public enum Reason {
    /// The disk is full. It is worth trying again: nothing else is wrong.
    FULL,
    /// Another process has this outbox open.
    IN_USE,
    /// The file is no outbox any more.
    DAMAGED,
    /// The disk or the file fails.
    BROKEN
  }

  private final Reason reason;

  OutboxException(Reason reason, String sentence, Throwable cause) {
    super(sentence, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
