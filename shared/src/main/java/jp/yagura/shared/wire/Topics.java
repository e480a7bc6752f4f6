package jp.yagura.shared.wire;

import jp.yagura.shared.id.SiteAddress;

/// Filters to subscribe by.
public final class Topics {
  private Topics() {}

  public static String everyUplink() {
    return Topic.ROOT + "+/+/up/#";
  }

  public static String uplinksOf(SiteAddress address) {
    return Topic.ROOT + address + "/up/#";
  }

  public static String downlinksOf(SiteAddress address) {
    return Topic.ROOT + address + "/down/#";
  }
}
