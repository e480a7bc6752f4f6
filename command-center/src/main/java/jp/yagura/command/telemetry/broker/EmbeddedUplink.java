package jp.yagura.command.telemetry.broker;

import com.hivemq.extension.sdk.api.packets.general.Qos;
import com.hivemq.extension.sdk.api.services.builder.Builders;
import com.hivemq.extension.sdk.api.services.publish.Publish;
import com.hivemq.extension.sdk.api.services.publish.PublishService;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import jp.yagura.shared.wire.Topic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The embedded broker as the ingest sees it. */
final class EmbeddedUplink implements UplinkSource {

  private static final Logger log = LoggerFactory.getLogger(EmbeddedUplink.class);

  private final DevicesHere here;
  private final UplinkWindow window;
  private final PublishService publishing;
  private final BrokerMeters meters;

  EmbeddedUplink(
      DevicesHere here, UplinkWindow window, PublishService publishing, BrokerMeters meters) {
    this.here = here;
    this.window = window;
    this.publishing = publishing;
    this.meters = meters;
  }

  @Override
  public String name() {
    return "embedded";
  }

  @Override
  public boolean connected() {
    return true;
  }

  @Override
  public void start(Consumer<UplinkMessage> ingest) {
    window.attach(ingest);
  }

  @Override
  public void publish(Topic topic, byte[] payload) {
    var message =
        Builders.publish()
            .topic(topic.toString())
            .qos(topic.kind().atMostOnce() ? Qos.AT_MOST_ONCE : Qos.AT_LEAST_ONCE)
            .payload(ByteBuffer.wrap(payload))
            .build();
    // straight to the one who may read it, past the search for others; on all of its bearers
    for (String clientId : here.idsOf(topic.address())) {
      publish(message, topic, clientId);
    }
  }

  private void publish(Publish message, Topic topic, String clientId) {
    var unused =
        publishing
            .publishToClient(message, clientId)
            .whenComplete(
                (_, failure) -> {
                  if (failure == null) {
                    meters.published.increment();
                  } else {
                    log.debug("not sent to {}: {}", topic, failure.getMessage());
                  }
                });
  }

  @Override
  public void close() {
    window.detach();
  }
}
