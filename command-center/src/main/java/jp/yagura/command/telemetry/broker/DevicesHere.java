package jp.yagura.command.telemetry.broker;

import com.hivemq.extension.sdk.api.client.parameter.ConnectionInformation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import jp.yagura.shared.id.SiteAddress;

/**
 * Under which ids each device is connected: one for each of its bearers. When one id connects anew,
 * the end of its old connection may be told after the beginning of the new one, so they are
 * counted.
 */
final class DevicesHere {

  private static final String KEY = "here";

  private final Map<SiteAddress, Map<String, Integer>> connections = new ConcurrentHashMap<>();

  void came(String clientId, ConnectionInformation connection) {
    connection.getConnectionAttributeStore().putAsString(KEY, clientId);
    SiteAddress address = DeviceClient.ofClientId(clientId).address();
    connections
        .computeIfAbsent(address, _ -> new ConcurrentHashMap<>())
        .merge(clientId, 1, Integer::sum);
  }

  /** Harmless for a connection that was never let in. */
  void went(ConnectionInformation connection) {
    connection
        .getConnectionAttributeStore()
        .getAsString(KEY)
        .ifPresent(
            clientId -> {
              connection.getConnectionAttributeStore().remove(KEY);
              SiteAddress address = DeviceClient.ofClientId(clientId).address();
              connections.computeIfPresent(
                  address,
                  (_, ids) -> {
                    ids.computeIfPresent(clientId, (_, n) -> n == 1 ? null : n - 1);
                    return ids;
                  });
            });
  }

  List<String> idsOf(SiteAddress address) {
    return new ArrayList<>(connections.getOrDefault(address, Map.of()).keySet());
  }
}
