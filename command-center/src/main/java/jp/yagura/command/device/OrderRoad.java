package jp.yagura.command.device;

import jp.yagura.shared.wire.Topic;

/** The way down to the towers, which the brokers upstairs provide. */
public interface OrderRoad {

  /** Without waiting, and perhaps in vain: what is not answered is sent again. */
  void send(Topic topic, byte[] payload);
}
