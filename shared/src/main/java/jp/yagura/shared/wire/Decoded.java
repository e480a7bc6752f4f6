package jp.yagura.shared.wire;

/// What came of bytes from outside.
public sealed interface Decoded<T> {

  record Accepted<T>(T message) implements Decoded<T> {}

  /// @param detail for the log: never more than a line, and free of what the sender could have
  ///     smuggled in
  record Refused<T>(Reason reason, String detail) implements Decoded<T> {}

  /// Why bytes were refused. Counted by it.
  enum Reason {
    /// Longer than [Wire#MAX_PAYLOAD].
    TOO_LARGE,
    /// Shorter than any frame.
    TOO_SHORT,
    /// Cut, changed on the way, or published under another kind.
    CHECKSUM,
    /// Whole, but not the message of this kind.
    MALFORMED,
    /// A message whose content breaks a rule of the contract, or that says something this version
    /// does not know.
    INVALID,
    /// This kind goes the other way.
    WRONG_DIRECTION
  }
}
