package jp.yagura.agent.camera;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.Polygon;
import java.awt.RadialGradientPaint;
import java.awt.geom.Line2D;
import java.util.SplittableRandom;

/// Paints a river with a gauge board (量水標) at a bridge's pier, as a camera on the bank would see
/// it.
///
/// @param metres the water's level on the board
/// @param rain in millimetres in ten minutes
/// @param daylight 0 in the night, 1 at noon
/// @param dice decides about every wave and drop: the same dice, the same picture
record RiverScene(
    int width, int height, double metres, double rain, double daylight, SplittableRandom dice) {

  private static final double TOP_OF_BOARD = 6;
  private static final double FLOOD = 3;

  void paint(Graphics2D pen) {
    sky(pen);
    hills(pen, 0.40, 0.10, new Color(98, 116, 128));
    hills(pen, 0.46, 0.06, new Color(70, 92, 74));
    farBank(pen);
    water(pen);
    gravel(pen);
    pier(pen);
    wake(pen);
    rain(pen);
    night(pen);
    grain(pen);
  }

  private double flood() {
    return Math.clamp(metres / FLOOD, 0, 1);
  }

  private double wet() {
    return Math.clamp(rain / 10, 0, 1);
  }

  private int x(double share) {
    return (int) Math.round(share * width);
  }

  private int y(double share) {
    return (int) Math.round(share * height);
  }

  private static Color mix(Color a, Color b, double share) {
    return new Color(
        (int) (a.getRed() + share * (b.getRed() - a.getRed())),
        (int) (a.getGreen() + share * (b.getGreen() - a.getGreen())),
        (int) (a.getBlue() + share * (b.getBlue() - a.getBlue())));
  }

  private static Color translucent(Color colour, double share) {
    return new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), (int) (255 * share));
  }

  private void sky(Graphics2D pen) {
    Color high = mix(new Color(112, 158, 205), new Color(128, 134, 142), wet());
    Color low = mix(new Color(208, 222, 232), new Color(176, 180, 184), wet());
    pen.setPaint(new GradientPaint(0, 0, high, 0, y(0.45), low));
    pen.fillRect(0, 0, width, height);
  }

  private void hills(Graphics2D pen, double foot, double rise, Color colour) {
    double shift = dice.nextDouble(0.02);
    Polygon ridge = new Polygon();
    ridge.addPoint(0, y(0.6));
    for (int i = 0; i <= 40; i++) {
      double at = i / 40.0;
      double wave = Math.sin(at * 5 + rise * 40) + 0.5 * Math.sin(at * 13 + rise * 90 + shift);
      ridge.addPoint(x(at), y(foot - rise * (0.5 + 0.33 * wave)));
    }
    ridge.addPoint(width, y(0.6));
    pen.setPaint(mix(colour, new Color(168, 174, 178), 0.6 * wet()));
    pen.fill(ridge);
  }

  private double farEdge() {
    return 0.545 - 0.012 * Math.min(metres, TOP_OF_BOARD);
  }

  private void farBank(Graphics2D pen) {
    pen.setPaint(new Color(104, 122, 78));
    pen.fillRect(0, y(0.455), width, y(0.12));
    pen.setPaint(new Color(150, 148, 138));
    pen.fillRect(0, y(0.452), width, Math.max(1, y(0.008)));
    for (int i = 0; i < 60; i++) {
      int tall = y(0.008 + dice.nextDouble(0.018));
      pen.setPaint(mix(new Color(62, 84, 54), new Color(122, 132, 82), dice.nextDouble()));
      pen.fillOval(x(dice.nextDouble()), y(0.475 + dice.nextDouble(0.05)) - tall, tall * 2, tall);
    }
  }

  private Color muddy(Color clear) {
    return mix(clear, new Color(128, 104, 76), 0.25 + 0.75 * flood());
  }

  private void water(Graphics2D pen) {
    int top = y(farEdge());
    Color far = muddy(new Color(132, 150, 154));
    Color near = muddy(new Color(66, 92, 96));
    pen.setPaint(new GradientPaint(0, top, far, 0, height, near));
    pen.fillRect(0, top, width, height - top);
    int waves = (int) (260 + 340 * flood());
    for (int i = 0; i < waves; i++) {
      double depth = dice.nextDouble();
      int at = top + (int) ((height - top) * depth * depth);
      int length = (int) (width * (0.008 + 0.05 * depth * dice.nextDouble()));
      boolean crest = dice.nextDouble() < 0.45;
      pen.setStroke(new BasicStroke((float) (0.6 + 2.2 * depth * (0.4 + flood()) * height / 720)));
      pen.setPaint(translucent(crest ? new Color(214, 208, 194) : near.darker(), 0.30));
      int left = (int) (dice.nextDouble() * width) - length / 2;
      pen.drawLine(left, at, left + length, at + (int) (depth * 3));
    }
  }

  /// A bar that the first metre of water covers.
  private void gravel(Graphics2D pen) {
    double dry = 1 - metres / 1.2;
    if (dry <= 0) {
      return;
    }
    Polygon bar = new Polygon();
    bar.addPoint(0, y(1 - 0.26 * dry));
    bar.addPoint(x(0.18), y(1 - 0.22 * dry));
    bar.addPoint(x(0.34), y(1 - 0.10 * dry));
    bar.addPoint(x(0.44), height);
    bar.addPoint(0, height);
    pen.setPaint(new Color(150, 142, 128));
    pen.fill(bar);
    for (int i = 0; i < 260; i++) {
      int px = x(dice.nextDouble(0.44));
      int py = y(1 - dice.nextDouble(0.26 * dry));
      if (bar.contains(px, py)) {
        pen.setPaint(mix(new Color(112, 106, 96), new Color(186, 180, 168), dice.nextDouble()));
        int size = Math.max(1, y(0.004 + dice.nextDouble(0.006)));
        pen.fillOval(px, py, size * 2, size);
      }
    }
  }

  /// Where that many metres stand on the board.
  private int onBoard(double level) {
    return y(0.90 - 0.058 * level);
  }

  private void pier(Graphics2D pen) {
    int left = x(0.60);
    int wide = x(0.15);
    int surface = onBoard(metres);
    pen.setPaint(
        new GradientPaint(
            left, 0, new Color(168, 166, 160), left + wide, 0, new Color(116, 115, 112)));
    pen.fillRect(left, 0, wide, surface);
    pen.setPaint(translucent(new Color(74, 70, 60), 0.35));
    pen.fillRect(left, onBoard(metres + 0.35), wide, surface - onBoard(metres + 0.35));
    board(pen, x(0.635), x(0.06), surface);
  }

  private void board(Graphics2D pen, int left, int wide, int surface) {
    pen.setPaint(new Color(244, 244, 240));
    pen.fillRect(left, onBoard(TOP_OF_BOARD), wide, Math.max(0, surface - onBoard(TOP_OF_BOARD)));
    for (int tenth = 0; tenth < TOP_OF_BOARD * 10; tenth++) {
      int upper = onBoard((tenth + 1) / 10.0);
      int lower = Math.min(onBoard(tenth / 10.0), surface);
      boolean red = tenth / 10 % 2 == 1;
      if (tenth % 2 == 0 && upper < lower) {
        pen.setPaint(red ? new Color(196, 36, 30) : new Color(24, 24, 26));
        pen.fillRect(left, upper, wide * 2 / 5, lower - upper);
      }
      int dot = Math.max(1, wide / 16);
      if (tenth % 10 == 0 && tenth > 0 && onBoard(tenth / 10.0) + dot * 4 < surface) {
        BurntInText.write(
            pen,
            Integer.toString(tenth / 10),
            left + wide / 2,
            onBoard(tenth / 10.0) - dot * 4,
            dot,
            red ? new Color(196, 36, 30) : new Color(24, 24, 26));
      }
    }
  }

  private void wake(Graphics2D pen) {
    int surface = onBoard(metres);
    pen.setPaint(translucent(new Color(236, 232, 222), 0.5));
    for (int i = 0; i < 24 + 60 * flood(); i++) {
      double out = dice.nextDouble();
      int px = x(0.60 + out * 0.30) - x(0.01);
      int py = surface - y(0.006) + y(out * 0.05 * dice.nextDouble());
      int size = Math.max(1, y(0.004 + 0.008 * dice.nextDouble() * (0.4 + flood())));
      pen.fillOval(px, py, size * 4, size);
    }
  }

  private void rain(Graphics2D pen) {
    if (rain <= 0) {
      return;
    }
    pen.setPaint(translucent(new Color(176, 180, 184), 0.22 * wet()));
    pen.fillRect(0, 0, width, height);
    pen.setStroke(new BasicStroke(Math.max(0.7f, height / 720f)));
    pen.setPaint(new Color(226, 230, 234, 90));
    for (int i = 0; i < 60 + 500 * wet(); i++) {
      double px = dice.nextDouble() * width;
      double py = dice.nextDouble() * height;
      double length = height * (0.02 + 0.03 * dice.nextDouble());
      pen.draw(new Line2D.Double(px, py, px - length * 0.22, py + length));
    }
  }

  /// A lamp at the pier keeps the board readable.
  private void night(Graphics2D pen) {
    double dark = 0.86 * (1 - daylight);
    if (dark <= 0.01) {
      return;
    }
    float[] reach = {0f, 0.35f, 1f};
    Color[] shade = {
      new Color(8, 12, 24, (int) (255 * dark * 0.22)),
      new Color(8, 12, 24, (int) (255 * dark * 0.62)),
      new Color(8, 12, 24, (int) (255 * dark))
    };
    pen.setPaint(new RadialGradientPaint(x(0.665), y(0.5), y(0.75), reach, shade));
    pen.fillRect(0, 0, width, height);
  }

  private void grain(Graphics2D pen) {
    int specks = (int) (width * height / 900.0 * (1 - daylight));
    for (int i = 0; i < specks; i++) {
      pen.setPaint(new Color(200, 205, 215, 20 + dice.nextInt(40)));
      pen.fillRect(dice.nextInt(width), dice.nextInt(height), 1, 1);
    }
  }
}
