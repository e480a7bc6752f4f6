package jp.yagura.command.telemetry.broker;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5RetainHandling;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import jp.yagura.shared.wire.Kind;
import jp.yagura.shared.wire.Topic;
import jp.yagura.shared.wire.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A broker elsewhere as the ingest sees it. All command centers share one subscription, so each
 * message goes to one of them; what one of them leaves unacknowledged, the broker sends again.
 *
 * <p>A shared subscription brings no retained messages. A second connection fetches those, and
 * nothing else: on one connection a live birth would come twice with no way to tell.
 */
final class MqttUplink implements UplinkSource {

  private static final Logger log = LoggerFactory.getLogger(MqttUplink.class);

  private static final String SHARED = "$share/yagura/" + Topics.everyUplink();
  private static final String BIRTHS = Topics.everyUplink().replace("#", Kind.BIRTH.segment());

  /** Before a message that could not be stored, or a refused subscription, is tried again. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /**
   * So long the broker keeps what was not acknowledged for us. Longer than a restart takes, and no
   * longer: brokers give a share of the messages to a session whose owner is dead, too, and only
   * its end sends them to the living. Nothing depends on it, as devices keep what is not durable.
   */
  private static final Duration SESSION = Duration.ofSeconds(15);

  private static final Duration GOODBYE = Duration.ofSeconds(3);

  private final String name;
  private final Mqtt5AsyncClient live;
  private final Mqtt5AsyncClient retained;
  private final int receiveMaximum;
  private final Clock clock;
  private final ScheduledExecutorService later;
  private final BrokerMeters meters;
  private volatile boolean subscribed;
  private volatile boolean open = true;

  MqttUplink(
      ExternalBrokerConfig config,
      String node,
      Clock clock,
      ScheduledExecutorService later,
      BrokerMeters meters) {
    this.name = config.uri().toString();
    this.live = MqttClients.of(config, "yagura-command/" + node, meters);
    this.retained = MqttClients.of(config, "yagura-command/" + node + "/births", meters);
    this.receiveMaximum = config.receiveMaximum();
    this.clock = clock;
    this.later = later;
    this.meters = meters;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean connected() {
    return subscribed && live.getState().isConnected();
  }

  /** Connects in the background, for as long as it takes. */
  @Override
  public void start(Consumer<UplinkMessage> ingest) {
    // Before the connection: a resumed session sends at once what was left unacknowledged.
    live.publishes(
        MqttGlobalPublishFilter.ALL, publish -> deliver(publish, ingest), Runnable::run, true);
    retained.publishes(
        MqttGlobalPublishFilter.ALL,
        publish -> {
          if (publish.isRetain()) {
            deliver(publish, ingest);
          }
        },
        Runnable::run);
    var unusedLive =
        live.connectWith()
            .cleanStart(false)
            .sessionExpiryInterval(SESSION.toSeconds())
            .restrictions()
            .receiveMaximum(receiveMaximum)
            .applyRestrictions()
            .send()
            // said expressly, as Mosquitto does send them, to whom they happen to fall
            .thenRun(
                () ->
                    subscribe(
                        live, SHARED, Mqtt5RetainHandling.DO_NOT_SEND, () -> subscribed = true));
    var unusedRetained =
        retained
            .connectWith()
            .cleanStart(true)
            .send()
            .thenRun(() -> subscribe(retained, BIRTHS, Mqtt5RetainHandling.SEND, () -> {}));
  }

  private void subscribe(
      Mqtt5AsyncClient client, String filter, Mqtt5RetainHandling kept, Runnable then) {
    var unused =
        client
            .subscribeWith()
            .topicFilter(filter)
            .qos(MqttQos.AT_LEAST_ONCE)
            .retainHandling(kept)
            .send()
            .whenComplete(
                (_, refusal) -> {
                  if (refusal == null) {
                    log.info("receives {} from {}", filter, name);
                    then.run();
                  } else if (open) {
                    meters.trouble("subscription to " + name, String.valueOf(refusal.getMessage()));
                    var unusedRetry =
                        later.schedule(
                            () -> subscribe(client, filter, kept, then),
                            PAUSE.toMillis(),
                            TimeUnit.MILLISECONDS);
                  }
                });
  }

  private void deliver(Mqtt5Publish publish, Consumer<UplinkMessage> ingest) {
    meters.received.increment();
    ingest.accept(new MqttMessage(publish, clock.instant(), ingest, this::deliverAgainSoon));
  }

  private void deliverAgainSoon(MqttMessage message) {
    var unused =
        later.schedule(
            () -> {
              if (open) {
                message.deliverAgain();
              }
            },
            PAUSE.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  @Override
  public void publish(Topic topic, byte[] payload) {
    if (!live.getState().isConnected()) {
      meters.dropped.increment(); // would wait in line here; acks and commands are repeated anyway
      return;
    }
    var unused =
        live.publishWith()
            .topic(topic.toString())
            .qos(topic.kind().atMostOnce() ? MqttQos.AT_MOST_ONCE : MqttQos.AT_LEAST_ONCE)
            .payload(payload)
            .send()
            .whenComplete(
                (_, failure) -> {
                  if (failure == null) {
                    meters.published.increment();
                  } else {
                    log.debug("not sent to {}: {}", topic, failure.getMessage());
                  }
                });
  }

  /**
   * Gives up the share of new messages at once; the broker keeps what we did not acknowledge for as
   * long as the session lives.
   */
  @Override
  public void close() {
    open = false;
    if (live.getState().isConnected()) {
      settle(
          live.unsubscribeWith()
              .topicFilter(SHARED)
              .send()
              .orTimeout(GOODBYE.toMillis(), TimeUnit.MILLISECONDS));
    }
    settle(live.disconnectWith().sessionExpiryInterval(SESSION.toSeconds()).send());
    settle(retained.disconnect());
    later.shutdownNow();
  }

  private void settle(CompletableFuture<?> step) {
    try {
      step.join();
    } catch (CompletionException notConnected) {
      log.debug("leaving {}: {}", name, notConnected.getMessage());
    }
  }
}
