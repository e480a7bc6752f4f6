package jp.yagura.agent.camera;

import java.awt.Color;
import java.awt.Graphics2D;
import java.util.Locale;

/// Writes into a picture, in letters of 5 by 7 dots of its own: a box has no fonts installed, and
/// loading some would take more memory than the picture.
final class BurntInText {

  private static final int COLUMNS = 5;
  private static final int ROWS = 7;
  private static final String LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-:/.";

  /// Seven rows to a letter, five dots to a row, each row a digit to the base of 32.
  private static final String DOTS =
      "ehjlphe4c4444eeh1248vv2421he26aiv22vgu11he68guhhev124888ehhehheehhf12c"
          + "ehhvhhhuhhuhhuehggghesihhhisvgguggvvggugggehgnhhfhhhvhhhe44444e72222ic"
          + "hikokihggggggvhrllhhhhhpljhhehhhhheuhhugggehhhliduhhukihfgge11uv444444"
          + "hhhhhhehhhhha4hhhlllahha4ahhhhha444v1248gv000v0000cc0cc001248g000000cc";

  private BurntInText() {}

  /// @param dot how many pixels wide and high a dot is
  static void write(Graphics2D pen, String text, int x, int y, int dot, Color colour) {
    pen.setColor(colour);
    int left = x;
    for (char letter : text.toUpperCase(Locale.ROOT).toCharArray()) {
      write(pen, LETTERS.indexOf(letter), left, y, dot);
      left += (COLUMNS + 1) * dot;
    }
  }

  static int width(String text, int dot) {
    return text.length() * (COLUMNS + 1) * dot;
  }

  static int height(int dot) {
    return ROWS * dot;
  }

  /// What is no letter of ours is a gap, as a space is.
  private static void write(Graphics2D pen, int letter, int x, int y, int dot) {
    for (int row = 0; letter >= 0 && row < ROWS; row++) {
      int dots = Character.digit(DOTS.charAt(letter * ROWS + row), 32);
      for (int column = 0; column < COLUMNS; column++) {
        if ((dots & 1 << (COLUMNS - 1 - column)) != 0) {
          pen.fillRect(x + column * dot, y + row * dot, dot, dot);
        }
      }
    }
  }
}
