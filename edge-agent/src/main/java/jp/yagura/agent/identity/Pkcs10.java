package jp.yagura.agent.identity;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import jp.yagura.shared.id.SiteAddress;

/// A request for a certificate (PKCS#10), written by hand: it is five nested boxes, and a library
/// for it would be the largest part of the agent.
final class Pkcs10 {
  private static final int SEQUENCE = 0x30;
  private static final int SET = 0x31;
  private static final int NO_ATTRIBUTES = 0xA0;
  private static final int UTF8 = 0x0C;
  private static final int BIT_STRING = 0x03;
  private static final byte[] VERSION = {0x02, 0x01, 0x00};
  private static final byte[] COMMON_NAME = {0x06, 0x03, 0x55, 0x04, 0x03};

  /// ecdsa-with-SHA256, 1.2.840.10045.4.3.2
  private static final byte[] ALGORITHM = {
    0x06, 0x08, 0x2A, (byte) 0x86, 0x48, (byte) 0xCE, 0x3D, 0x04, 0x03, 0x02
  };

  private Pkcs10() {}

  static byte[] of(SiteAddress site, KeyPair keys) throws GeneralSecurityException {
    byte[] name = tagged(UTF8, site.toString().getBytes(StandardCharsets.UTF_8));
    byte[] subject = tagged(SEQUENCE, tagged(SET, tagged(SEQUENCE, COMMON_NAME, name)));
    byte[] wish =
        tagged(SEQUENCE, VERSION, subject, keys.getPublic().getEncoded(), tagged(NO_ATTRIBUTES));
    byte[] signature = KeyTools.sign(keys.getPrivate(), wish);
    return tagged(
        SEQUENCE, wish, tagged(SEQUENCE, ALGORITHM), tagged(BIT_STRING, new byte[1], signature));
  }

  private static byte[] tagged(int tag, byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    var out = new ByteArrayOutputStream(length + 4);
    out.write(tag);
    if (length > 0xFF) {
      out.write(0x82);
      out.write(length >> 8);
    } else if (length > 0x7F) {
      out.write(0x81);
    }
    out.write(length);
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
