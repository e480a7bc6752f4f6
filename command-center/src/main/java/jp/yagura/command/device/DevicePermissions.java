package jp.yagura.command.device;

/** What one needs to be allowed here. */
final class DevicePermissions {

  static final String READ = "device.read";

  /** To have a box send what its road holds back: that costs money, and changes nothing. */
  static final String ASK = "device.ask";

  static final String MANAGE = "device.manage";

  private DevicePermissions() {}
}
