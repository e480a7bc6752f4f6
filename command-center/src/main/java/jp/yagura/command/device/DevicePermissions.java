package jp.yagura.command.device;

/** What one needs to be allowed here. */
final class DevicePermissions {

  static final String READ = "device.read";
  static final String MANAGE = "device.manage";

  private DevicePermissions() {}
}
