package jp.yagura.shared.power;

/// How a tower is fed, from best to worst. The later the state, the less the tower does to live
/// longer.
public enum PowerState {
  MAINS("商用", "Mains"),
  BATTERY("蓄電池", "Battery"),
  /// Below half of the battery: fewer pictures.
  SAVING("省電力", "Power saving"),
  /// Below a fifth of the battery: alarms and one picture in half an hour.
  SURVIVAL("温存", "Survival"),
  DOWN("停止", "Down");

  private final String japanese;
  private final String english;

  PowerState(String japanese, String english) {
    this.japanese = japanese;
    this.english = english;
  }

  public String japanese() {
    return japanese;
  }

  public String english() {
    return english;
  }

  public boolean isWorseThan(PowerState other) {
    return compareTo(other) > 0;
  }
}
