package jp.yagura.shared.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// Bytes as a value: never changed, equal when their content is.
public final class Bytes {
  private final byte[] content;

  private Bytes(byte[] content) {
    this.content = content;
  }

  public static Bytes copyOf(byte[] content) {
    return new Bytes(content.clone());
  }

  /// For arrays that nobody else has seen.
  static Bytes owning(byte[] content) {
    return new Bytes(content);
  }

  public int size() {
    return content.length;
  }

  public byte[] toArray() {
    return content.clone();
  }

  /// From `from` on, at most `length` of them.
  public Bytes part(int from, int length) {
    return new Bytes(Arrays.copyOfRange(content, from, Math.min(content.length, from + length)));
  }

  public ByteBuffer buffer() {
    return ByteBuffer.wrap(content).asReadOnlyBuffer();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes bytes && Arrays.equals(content, bytes.content);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(content);
  }

  @Override
  public String toString() {
    return content.length + " bytes";
  }
}
