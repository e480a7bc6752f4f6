package jp.yagura.agent.power;

/// How full a 24 V lead-acid battery (制御弁式鉛蓄電池, 2 × 12 V) is, told from its voltage at rest. Rough
/// under load and while charging, which is why the voltage itself is always sent beside it.
final class LeadAcidBattery {
  private static final int[][] MILLIVOLTS_AND_PERCENT = {
    {23_600, 0}, {24_000, 25}, {24_400, 50}, {24_800, 75}, {25_400, 100},
  };

  private LeadAcidBattery() {}

  static int percentAt(int millivolts) {
    int[] below = MILLIVOLTS_AND_PERCENT[0];
    if (millivolts <= below[0]) {
      return below[1];
    }
    for (int[] above : MILLIVOLTS_AND_PERCENT) {
      if (millivolts < above[0]) {
        return below[1] + (millivolts - below[0]) * (above[1] - below[1]) / (above[0] - below[0]);
      }
      below = above;
    }
    return below[1];
  }
}
