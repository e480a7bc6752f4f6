package jp.yagura.agent.meter;

/// What a stream of bytes costs on an IP network that counts packets. We see the bytes that go into
/// and come out of TCP (TLS records and handshakes among them), not the packets, so this much is
/// reckoned:
///
/// * each write or read of n bytes is ceil(n / 1448) segments with 52 bytes of header each (IPv4
///     20, TCP 20, timestamps 12);
/// * every second segment is acknowledged by one of 52 bytes: what we send rounded down, for a
///     single one is acknowledged by the answer that comes back; what we receive rounded up, for
///     after an answer we have nothing to say;
///  * a connection costs 2 × 60 + 52 bytes to open and 4 × 52 to close.
///
/// Repeated segments are not seen, nor is what lies below IP.
public final class PacketCost {
  static final int SEGMENT = 1_448;
  static final int HEADER = 52;
  static final int SYN = 60;
  static final int CONNECTION = 2 * SYN + HEADER + 4 * HEADER;

  private PacketCost() {}

  static long sent(long bytes) {
    long segments = segments(bytes);
    return bytes + (segments + segments / 2) * HEADER;
  }

  static long received(long bytes) {
    long segments = segments(bytes);
    return bytes + (segments + (segments + 1) / 2) * HEADER;
  }

  private static long segments(long bytes) {
    return (bytes + SEGMENT - 1) / SEGMENT;
  }
}
