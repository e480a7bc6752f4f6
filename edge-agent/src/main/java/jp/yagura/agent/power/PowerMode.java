package jp.yagura.agent.power;

/// How much a tower does, from all to the least. The speech of the mast comes first in each of
/// them: what is shed is ours.
public enum PowerMode {
  NORMAL,
  SAVING,
  SURVIVAL;

  boolean isRicherThan(PowerMode other) {
    return compareTo(other) < 0;
  }
}
