package jp.yagura.command.telemetry;

import jakarta.inject.Singleton;
import java.util.List;
import jp.yagura.command.device.OrderRoad;
import jp.yagura.command.telemetry.broker.UplinkSource;
import jp.yagura.shared.wire.Topic;

/** Orders go out by every broker: a box listens at one of them, and does each of them once. */
@Singleton
final class OrderRoads implements OrderRoad {

  private final List<UplinkSource> sources;

  OrderRoads(List<UplinkSource> sources) {
    this.sources = sources;
  }

  @Override
  public void send(Topic topic, byte[] payload) {
    sources.forEach(source -> source.publish(topic, payload));
  }
}
