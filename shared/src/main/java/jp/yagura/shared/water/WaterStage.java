package jp.yagura.shared.water;

/// The official stages (水位の段階) of a river gauge, with their numbers and colours. Colour alone never
/// carries the meaning: the number is always printed with it.
public enum WaterStage {
  /// Below stage 1. No colour is defined for it; it is white like stage 1 and told apart by its
  /// number.
  NONE(0, "平常", "Normal", 0xFFFFFF),
  STANDBY(1, "水防団待機水位", "Flood corps stand-by level", 0xFFFFFF),
  CAUTION(2, "氾濫注意水位", "Flood caution level", 0xF2E700),
  EVACUATION_DECISION(3, "避難判断水位", "Evacuation decision level", 0xFF2800),
  DANGER(4, "氾濫危険水位", "Flood danger level", 0xAA00AA),
  /// Not a level on the gauge but an event: water over the bank, or a breach.
  OVERFLOW(5, "氾濫発生", "Flooding", 0x0C000C);

  private final int number;
  private final String japanese;
  private final String english;
  private final int rgb;

  WaterStage(int number, String japanese, String english, int rgb) {
    this.number = number;
    this.japanese = japanese;
    this.english = english;
    this.rgb = rgb;
  }

  public static WaterStage ofNumber(int number) {
    for (WaterStage stage : values()) {
      if (stage.number == number) {
        return stage;
      }
    }
    throw new IllegalArgumentException("stages are numbered 0 to 5, not " + number);
  }

  public int number() {
    return number;
  }

  public String japanese() {
    return japanese;
  }

  public String english() {
    return english;
  }

  /// `0xRRGGBB`, from the palette of the maps of JMA and MLIT.
  public int rgb() {
    return rgb;
  }

  public boolean isAbove(WaterStage other) {
    return number > other.number;
  }
}
