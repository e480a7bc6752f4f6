package jp.yagura.hardware;

import jp.yagura.shared.yaml.YamlNode;

/// A road from a tower to the command center.
///
/// @param dailyBudgetKilobytes 0 where nobody counts
public record Uplink(
    String id,
    String name,
    String nameEn,
    Bearer bearer,
    double watts,
    int downKilobits,
    int upKilobits,
    long dailyBudgetKilobytes) {

  /// From the cheapest to the dearest.
  public enum Bearer {
    LAN,
    LTE,
    SATELLITE
  }

  public Uplink {
    Rules.profileId(id);
    Rules.name(name);
    Rules.name(nameEn);
    Rules.watts(watts);
    if (downKilobits < 1 || upKilobits < 1) {
      throw new IllegalArgumentException("a road carries at least 1 kilobit each way");
    }
    if (dailyBudgetKilobytes < 0) {
      throw new IllegalArgumentException("dailyBudgetKilobytes must be 0 (uncounted) or more");
    }
  }

  static Uplink from(YamlNode yaml) {
    return new Uplink(
        yaml.text("id"),
        yaml.text("name"),
        yaml.text("nameEn"),
        yaml.text("bearer", text -> Rules.oneOf(Bearer.class, text)),
        yaml.decimal("watts"),
        yaml.integer("downKilobits"),
        yaml.integer("upKilobits"),
        yaml.longInteger("dailyBudgetKilobytes"));
  }
}
