package jp.yagura.command.telemetry.broker;

import jakarta.inject.Singleton;
import java.util.List;
import jp.yagura.command.device.OrderSigner;
import jp.yagura.shared.id.SiteAddress;
import jp.yagura.shared.wire.DownMessage;
import jp.yagura.shared.wire.Topic;

/**
 * Asks something of a tower, by every road there is: it does an order once, however often it comes.
 */
@Singleton
public final class Downlink {

  private final List<UplinkSource> sources;
  private final OrderSigner signer;

  Downlink(List<UplinkSource> sources, OrderSigner signer) {
    this.sources = sources;
    this.signer = signer;
  }

  /**
   * Sends without waiting.
   *
   * @return whether there was any road at this moment; not that the tower heard it
   */
  public boolean send(SiteAddress to, DownMessage.Order order) {
    List<UplinkSource> open = sources.stream().filter(UplinkSource::connected).toList();
    if (open.isEmpty()) {
      return false;
    }
    byte[] payload = signer.payload(to, order);
    Topic topic = Topic.of(to, order.topicKind());
    open.forEach(source -> source.publish(topic, payload));
    return true;
  }
}
