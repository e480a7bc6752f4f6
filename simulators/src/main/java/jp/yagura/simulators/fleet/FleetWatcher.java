package jp.yagura.simulators.fleet;

import jp.yagura.shared.id.SiteAddress;

/// Sees what a fleet does, from the event loops: it must be quick and safe for several threads. One
/// event of the EVENTS stream (an alarm, a power change) counts as one reading.
public interface FleetWatcher {
  void connected();

  void disconnected();

  /// A connection ended, or did not come about, without the device wanting it.
  void trouble(SiteAddress device, String why);

  /// One message went out.
  ///
  /// @param again whether it had gone out before
  void sent(int readings, boolean again);

  /// The broker took a message.
  void pubacked(int readings, long nanosSinceSent);

  /// The device was released from its custody of these readings.
  ///
  /// @param nanosSinceTaken since the device measured the first of them
  void released(int readings, long nanosSinceTaken);

  /// A full device took no more, or the broker refused a message.
  void refused(int readings);
}
