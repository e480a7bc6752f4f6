package jp.yagura.agent.uplink;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import jp.yagura.shared.wire.Kind;
import jp.yagura.shared.wire.Topic;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.MqttPubAck;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One connection to one broker, used until it breaks and never mended: Paho keeps nothing for us
/// across connections, the outbox does. Paho gives topics an alias where the broker allows it, so a
/// topic is spelt out once a connection.
final class MqttLink implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(MqttLink.class);
  private static final int AT_MOST_ONCE = 0;
  private static final int AT_LEAST_ONCE = 1;

  /// Reason codes from here on say no.
  private static final int REFUSED = 0x80;

  /// What a broker takes that names no limit.
  private static final int MANY = 65_535;

  /// What the other side makes happen. Called from Paho's thread: hand on, do not work.
  interface Listener {
    void arrived(String topic, byte[] payload);

    void lost(String why);
  }

  /// What the broker publishes for us if we vanish.
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  record Will(String topic, byte[] payload) {}

  /// Places in the line that bulk may not take, so that an alarm never finds it full.
  private static final int KEPT_FREE_FOR_ALARMS = 3;

  private final MqttAsyncClient client;
  private final int places;
  private final AtomicInteger unanswered = new AtomicInteger();

  private MqttLink(MqttAsyncClient client, int places) {
    this.client = client;
    this.places = places;
  }

  static MqttLink connect(
      Line line, String clientId, Will will, Duration patience, Listener listener)
      throws LinkException {
    try {
      MqttAsyncClient client = new MqttAsyncClient(tcp(line), clientId, new MemoryPersistence());
      client.setCallback(new Callback(listener));
      try {
        IMqttToken token = client.connect(options(line, will, patience));
        token.waitForCompletion(patience.toMillis());
        return new MqttLink(client, placesAt(token));
      } catch (MqttException e) {
        drop(client);
        throw e;
      }
    } catch (MqttException e) {
      throw new LinkException(reason(e), e);
    }
  }

  /// Also where TLS is spoken: the line's sockets see to that themselves.
  private static String tcp(Line line) {
    return "tcp://" + line.broker().uri().getRawAuthority();
  }

  private static MqttConnectionOptions options(Line line, Will will, Duration patience) {
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setCleanStart(true);
    options.setSessionExpiryInterval(0L);
    options.setAutomaticReconnect(false);
    // Half for TCP and TLS, half for the broker's answer: a client that is dropped in the moment in
    // which Paho starts its threads would leave one of them behind.
    options.setConnectionTimeout(Math.toIntExact(Math.max(1, patience.toSeconds() / 2)));
    options.setKeepAliveInterval(Math.toIntExact(line.bearer().keepAlive().toSeconds()));
    if (!line.showsCertificate()) {
      options.setUserName(line.broker().username());
      options.setPassword(line.broker().password().getBytes(StandardCharsets.UTF_8));
    }
    options.setSocketFactory(line.sockets());
    MqttMessage last = new MqttMessage(will.payload());
    last.setQos(AT_LEAST_ONCE);
    last.setRetained(true);
    options.setWill(will.topic(), last);
    return options;
  }

  /// How many unanswered messages the broker takes, less one: Paho counts an answer a moment after
  /// it has told us of it.
  private static int placesAt(IMqttToken connected) {
    Integer maximum = connected.getResponseProperties().getReceiveMaximum();
    return maximum == null ? MANY : Math.max(1, maximum - 1);
  }

  /// Whether one more message may be published.
  boolean hasPlace() {
    return unanswered.get() < places;
  }

  /// Whether one more message may be published that is not urgent.
  boolean hasPlaceForBulk() {
    return unanswered.get() < Math.max(1, places - KEPT_FREE_FOR_ALARMS);
  }

  void subscribe(String filter, Duration patience) throws LinkException {
    try {
      IMqttToken token = client.subscribe(filter, AT_LEAST_ONCE);
      token.waitForCompletion(patience.toMillis());
      for (int code : token.getReasonCodes()) {
        if (code >= REFUSED) {
          throw new LinkException("broker refuses subscription to " + filter + ", code " + code);
        }
      }
    } catch (MqttException e) {
      throw new LinkException(reason(e), e);
    }
  }

  /// Asks for what we have already. Any broker answers that, and nothing changes by it.
  void probe(String filter, Answered then) throws LinkException {
    try {
      client.subscribe(filter, AT_LEAST_ONCE, null, new Answer(then));
    } catch (MqttException e) {
      throw new LinkException(reason(e), e);
    }
  }

  /// Called from Paho's thread when the broker has answered, or has no need to.
  interface Answered {
    void taken(boolean byBroker);
  }

  void publish(Topic topic, byte[] payload, Answered then) throws LinkException {
    unanswered.incrementAndGet();
    Answered answered =
        taken -> {
          unanswered.decrementAndGet();
          then.taken(taken);
        };
    try {
      Kind kind = topic.kind();
      int qos = kind.atMostOnce() ? AT_MOST_ONCE : AT_LEAST_ONCE;
      client.publish(topic.toString(), payload, qos, kind.retained(), null, new Answer(answered));
    } catch (MqttException e) {
      throw new LinkException(reason(e), e);
    }
  }

  /// Says good-bye, so that the broker does not publish the will.
  void leave(Duration patience) throws LinkException {
    try {
      client.disconnect().waitForCompletion(patience.toMillis());
    } catch (MqttException e) {
      throw new LinkException(reason(e), e);
    }
  }

  /// Drops the connection without a word. Harmless after [#leave].
  @Override
  public void close() {
    drop(client);
  }

  // By force and in any state, or a client that was still connecting would keep its socket and its
  // threads for good. And without a DISCONNECT, which would take the will back.
  private static void drop(MqttAsyncClient client) {
    try {
      client.disconnectForcibly(0, 0, false);
      client.close(true);
    } catch (MqttException e) {
      log.debug("connection did not end cleanly why=\"{}\"", reason(e));
    }
  }

  private static String reason(MqttException e) {
    Throwable cause = e.getCause();
    if (WrongClock.isBehind(cause)) {
      return WrongClock.SENTENCE;
    }
    return cause == null ? e.getMessage() + " (" + e.getReasonCode() + ")" : cause.toString();
  }

  private record Answer(Answered then) implements MqttActionListener {

    /// To Paho an answer is a success, also one that refuses.
    @Override
    public void onSuccess(IMqttToken token) {
      boolean refused =
          token.getResponse() instanceof MqttPubAck answer && answer.getReturnCode() >= REFUSED;
      then.taken(!refused);
    }

    /// No answer: the session notices the silence and starts afresh.
    @Override
    public void onFailure(IMqttToken token, Throwable why) {}
  }

  private record Callback(Listener listener) implements MqttCallback {
    @Override
    public void disconnected(MqttDisconnectResponse response) {
      MqttException why = response.getException();
      listener.lost(why == null ? "broker says code " + response.getReturnCode() : reason(why));
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
      listener.arrived(topic, message.getPayload());
    }

    @Override
    public void mqttErrorOccurred(MqttException e) {
      listener.lost(reason(e));
    }

    @Override
    public void deliveryComplete(IMqttToken token) {}

    @Override
    public void connectComplete(boolean reconnect, String uri) {}

    @Override
    public void authPacketArrived(int code, MqttProperties properties) {}
  }
}
