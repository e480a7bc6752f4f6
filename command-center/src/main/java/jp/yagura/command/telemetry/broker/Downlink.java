package jp.yagura.command.telemetry.broker;

import jakarta.inject.Singleton;
import java.util.List;
import jp.yagura.shared.id.SiteAddress;
import jp.yagura.shared.wire.DownMessage;
import jp.yagura.shared.wire.Topic;
import jp.yagura.shared.wire.Wire;

/**
 * Says something to a tower, by every road there is: it does a command once, however often it
 * comes.
 */
@Singleton
public final class Downlink {

  private final List<UplinkSource> sources;

  Downlink(List<UplinkSource> sources) {
    this.sources = sources;
  }

  /**
   * Sends without waiting.
   *
   * @return whether there was any road at this moment; not that the tower heard it
   */
  public boolean send(SiteAddress to, DownMessage message) {
    byte[] payload = Wire.encode(message);
    Topic topic = Topic.of(to, message.topicKind());
    List<UplinkSource> open = sources.stream().filter(UplinkSource::connected).toList();
    open.forEach(source -> source.publish(topic, payload));
    return !open.isEmpty();
  }
}
