package jp.yagura.shared.wire;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.MessageLite;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/// The frame around every body: CRC-32C over the kind's code and the body, then the body. Protobuf
/// alone would take many a truncated or altered body for a good one; TCP's checksum and a broker's
/// disk are not enough for an alarm.
final class Frame {
  static final int HEADER = 4;

  private Frame() {}

  static byte[] seal(Kind kind, byte[] body) {
    if (HEADER + body.length > Wire.MAX_PAYLOAD) {
      throw new IllegalArgumentException(
          "a payload has at most 256 KiB, not " + (HEADER + body.length) + " bytes");
    }
    byte[] payload = new byte[HEADER + body.length];
    System.arraycopy(body, 0, payload, HEADER, body.length);
    ByteBuffer.wrap(payload).putInt(checksum(kind, payload));
    return payload;
  }

  static byte[] seal(Kind kind, MessageLite body) {
    int size = HEADER + body.getSerializedSize();
    if (size > Wire.MAX_PAYLOAD) {
      throw new IllegalArgumentException("a payload has at most 256 KiB, not " + size + " bytes");
    }
    byte[] payload = new byte[size];
    try {
      CodedOutputStream out = CodedOutputStream.newInstance(payload, HEADER, size - HEADER);
      body.writeTo(out);
      out.checkNoSpaceLeft();
    } catch (IOException e) {
      throw new IllegalStateException("an array was too small for what it was made for", e);
    }
    ByteBuffer.wrap(payload).putInt(checksum(kind, payload));
    return payload;
  }

  static boolean isSealed(Kind kind, byte[] payload) {
    return ByteBuffer.wrap(payload).getInt() == checksum(kind, payload);
  }

  static CodedInputStream body(byte[] payload) {
    return CodedInputStream.newInstance(payload, HEADER, payload.length - HEADER);
  }

  private static int checksum(Kind kind, byte[] payload) {
    CRC32C crc = new CRC32C();
    crc.update(kind.code());
    crc.update(payload, HEADER, payload.length - HEADER);
    return (int) crc.getValue();
  }
}
