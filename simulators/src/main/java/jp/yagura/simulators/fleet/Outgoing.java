package jp.yagura.simulators.fleet;

/// One message on its way to the broker, QoS 1.
///
/// @param settled told whether the broker took it, when it answers; never told when the link is
///     lost before
record Outgoing(String topic, byte[] payload, boolean retained, Settled settled) {
  interface Settled {
    void byBroker(boolean accepted);
  }
}
