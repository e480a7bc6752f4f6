package jp.yagura.command.device;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Keys and certificates as text (RFC 7468). */
final class Pem {

  private Pem() {}

  static String write(String label, byte[] der) {
    byte[] newline = {'\n'};
    return "-----BEGIN "
        + label
        + "-----\n"
        + Base64.getMimeEncoder(64, newline).encodeToString(der)
        + "\n-----END "
        + label
        + "-----\n";
  }

  /** Of a text with a single block. */
  static byte[] read(String text) {
    String inside = text.replaceAll("-----[A-Z ]+-----", "");
    return Base64.getMimeDecoder().decode(inside.getBytes(StandardCharsets.US_ASCII));
  }
}
