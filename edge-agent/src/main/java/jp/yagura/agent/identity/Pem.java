package jp.yagura.agent.identity;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Keys and certificates as text (RFC 7468).
final class Pem {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z ]+)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");

  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  record Block(String label, byte[] der) {}

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

  static List<Block> read(byte[] text) {
    List<Block> blocks = new ArrayList<>();
    Matcher block = BLOCK.matcher(new String(text, StandardCharsets.US_ASCII));
    while (block.find()) {
      blocks.add(new Block(block.group(1), Base64.getMimeDecoder().decode(block.group(2))));
    }
    return blocks;
  }
}
