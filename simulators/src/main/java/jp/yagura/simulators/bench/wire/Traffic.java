package jp.yagura.simulators.bench.wire;

/// What went over a line.
///
/// @param bytes of TLS, both ways together
/// @param pieces in which they came: about as many TCP segments
record Traffic(long bytes, long pieces) {
  static final Traffic NONE = new Traffic(0, 0);

  /// IPv4, and TCP with time stamps.
  private static final int HEADERS = 20 + 32;

  Traffic plus(Traffic other) {
    return new Traffic(bytes + other.bytes, pieces + other.pieces);
  }

  Traffic minus(Traffic earlier) {
    return new Traffic(bytes - earlier.bytes, pieces - earlier.pieces);
  }

  Traffic times(double factor) {
    return new Traffic(Math.round(bytes * factor), Math.round(pieces * factor));
  }

  /// Estimated: every segment carries headers, and about every second one is answered by an empty
  /// one, because the others are acknowledged along with data.
  double headerBytes() {
    return pieces * 1.5 * HEADERS;
  }
}
