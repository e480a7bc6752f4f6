package jp.yagura.shared.wire;

/// The sequence numbers from first to last, both included.
public record SeqRange(long first, long last) {
  public SeqRange {
    Check.seq(first);
    if (last < first) {
      throw new IllegalArgumentException(
          "a range ends where it begins or later: " + first + ".." + last);
    }
  }

  public static SeqRange only(long seq) {
    return new SeqRange(seq, seq);
  }

  public boolean contains(long seq) {
    return seq >= first && seq <= last;
  }

  /// How many numbers it holds.
  public long size() {
    return last - first + 1;
  }

  /// Whether the two together leave no gap between them.
  boolean touches(SeqRange other) {
    return first - 1 <= other.last && other.first - 1 <= last;
  }

  SeqRange joined(SeqRange other) {
    return new SeqRange(Math.min(first, other.first), Math.max(last, other.last));
  }
}
