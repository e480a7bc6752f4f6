package jp.yagura.command.telemetry.broker;

import com.hivemq.extension.sdk.api.client.parameter.ConnectionInformation;
import com.hivemq.extension.sdk.api.packets.connect.WillPublishPacket;
import com.hivemq.extension.sdk.api.packets.general.Qos;
import java.nio.ByteBuffer;
import java.util.Optional;

/** What a device wants to be told when it is gone, kept with its connection. */
final class Will {

  private static final String KEY = "will";

  /** A death is a few bytes; the store of a connection takes 10 KB. */
  private static final int MOST_BYTES = 4_096;

  private Will() {}

  static boolean isAllowed(DeviceClient client, WillPublishPacket will) {
    return will.getTopic().equals(client.birth())
        && will.getQos() != Qos.EXACTLY_ONCE
        && will.getPayload().map(ByteBuffer::remaining).orElse(0) <= MOST_BYTES;
  }

  static void remember(ConnectionInformation connection, WillPublishPacket will) {
    connection
        .getConnectionAttributeStore()
        .put(KEY, will.getPayload().orElseGet(() -> ByteBuffer.allocate(0)));
  }

  /** Gives it out once. */
  static Optional<byte[]> take(ConnectionInformation connection) {
    return connection
        .getConnectionAttributeStore()
        .remove(KEY)
        .map(
            buffer -> {
              byte[] payload = new byte[buffer.remaining()];
              buffer.duplicate().get(payload);
              return payload;
            });
  }
}
