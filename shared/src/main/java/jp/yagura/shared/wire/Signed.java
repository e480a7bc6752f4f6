package jp.yagura.shared.wire;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.util.Arrays;
import jp.yagura.shared.id.SiteAddress;

/// The command center's signature on an order (Ed25519). It stands as the last field of the body,
/// so that what is signed is exactly the bytes before it: no re-encoding, and fields that only one
/// side knows are covered, too. The topic is part of what is signed: an order for one tower, or of
/// one kind, is worth nothing at another.
public final class Signed {
  /// Field 20, bytes, of length 64.
  private static final byte[] FIELD = {(byte) 0xA2, 0x01, 0x40};

  private static final int SIGNATURE = 64;
  private static final int TRAILER = FIELD.length + SIGNATURE;
  private static final byte[] PURPOSE = "yagura-order/1\n".getBytes(StandardCharsets.US_ASCII);

  /// What a signature says.
  public enum Verdict {
    GENUINE,
    UNSIGNED,
    FORGED
  }

  private Signed() {}

  /// The payload of an order with its signature.
  public static byte[] encode(SiteAddress to, DownMessage.Order order, PrivateKey key) {
    byte[] body = DownCodec.bytes(order);
    byte[] whole = Arrays.copyOf(body, body.length + TRAILER);
    System.arraycopy(FIELD, 0, whole, body.length, FIELD.length);
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(key);
      feed(signature, Topic.of(to, order.topicKind()), body, 0, body.length);
      System.arraycopy(signature.sign(), 0, whole, body.length + FIELD.length, SIGNATURE);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("this key cannot sign orders", e);
    }
    return Frame.seal(order.topicKind(), whole);
  }

  /// Of a payload that [Wire#decodeDown] has accepted.
  ///
  /// @param topic under which it came
  public static Verdict verdict(Topic topic, byte[] payload, PublicKey key) {
    int end = payload.length - TRAILER;
    if (end < Frame.HEADER || !Arrays.equals(payload, end, end + FIELD.length, FIELD, 0, 3)) {
      return Verdict.UNSIGNED;
    }
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initVerify(key);
      feed(signature, topic, payload, Frame.HEADER, end - Frame.HEADER);
      return signature.verify(payload, end + FIELD.length, SIGNATURE)
          ? Verdict.GENUINE
          : Verdict.FORGED;
    } catch (SignatureException notEvenOne) {
      return Verdict.FORGED;
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("this key cannot check orders", e);
    }
  }

  private static void feed(Signature signature, Topic topic, byte[] bytes, int from, int length)
      throws SignatureException {
    signature.update(PURPOSE);
    signature.update((topic + "\n").getBytes(StandardCharsets.US_ASCII));
    signature.update(bytes, from, length);
  }
}
