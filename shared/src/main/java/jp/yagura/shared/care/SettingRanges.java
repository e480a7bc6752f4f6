package jp.yagura.shared.care;

import java.time.Duration;

/// From where to where a setting may go, in a site file as from afar.
public final class SettingRanges {
  public static final Duration SHORTEST_SAMPLE = Duration.ofMillis(10);
  public static final Duration SHORTEST_SEND = Duration.ofMillis(10);
  public static final Duration SHORTEST_STATUS = Duration.ofMillis(100);
  public static final Duration LONGEST_CADENCE = Duration.ofDays(1);

  public static final int LEAST_WINDOW = 3;
  public static final int MOST_WINDOW = 99;
  public static final long LEAST_JUMP = 1;

  static final int MOST_MASKS = 32;
  static final int LEAST_CORNERS = 3;
  static final int MOST_CORNERS = 64;

  /// Corners of a mask are told in thousandths of the picture's width and height.
  static final int WHOLE = 1_000;

  private SettingRanges() {}
}
