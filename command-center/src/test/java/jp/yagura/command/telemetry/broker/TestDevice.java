package jp.yagura.command.telemetry.broker;

import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;
import jp.yagura.shared.id.SiteAddress;
import jp.yagura.shared.wire.Kind;
import jp.yagura.shared.wire.Topic;
import jp.yagura.shared.wire.Topics;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** The MQTT side of a tower box, with the client library that the real one uses. */
final class TestDevice implements AutoCloseable {

  static final String SECRET = "a secret of a device";
  private static final long PATIENCE_MS = 10_000;

  private final SiteAddress address;
  private final String clientId;
  private final MqttAsyncClient client;
  private final MqttConnectionOptions options = new MqttConnectionOptions();
  final List<String> received = new CopyOnWriteArrayList<>();

  TestDevice(String uri, SiteAddress address) {
    this(uri, address, "yagura-agent/" + address);
  }

  TestDevice(String uri, SiteAddress address, String clientId) {
    this.address = address;
    this.clientId = clientId;
    try {
      client = new MqttAsyncClient(uri, clientId, new MemoryPersistence());
    } catch (MqttException e) {
      throw new IllegalStateException(e);
    }
    options.setUserName(address.toString());
    options.setPassword(SECRET.getBytes(StandardCharsets.UTF_8));
    options.setCleanStart(true);
    options.setSessionExpiryInterval(0L);
    options.setAutomaticReconnect(false);
    if (uri.startsWith("tcp")) {
      options.setSocketFactory(new NoDelay());
    }
    client.setCallback(new Inbox());
  }

  TestDevice password(String password) {
    options.setPassword(password.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  TestDevice username(String username) {
    options.setUserName(username);
    return this;
  }

  TestDevice will(String topic, String text) {
    var message = new MqttMessage(text.getBytes(StandardCharsets.UTF_8));
    message.setQos(1);
    message.setRetained(true);
    options.setWill(topic, message);
    return this;
  }

  TestDevice trusting(SSLSocketFactory sockets) {
    options.setSocketFactory(sockets);
    return this;
  }

  TestDevice connect() throws MqttException {
    client.connect(options).waitForCompletion(PATIENCE_MS);
    return this;
  }

  boolean connected() {
    return client.isConnected();
  }

  /** Publishes, and returns when the broker has acknowledged. */
  void send(Kind kind, String text) throws MqttException {
    begin(kind, text).waitForCompletion(PATIENCE_MS);
  }

  IMqttToken begin(Kind kind, String text) throws MqttException {
    return begin(Topic.of(address, kind).toString(), text, 1, kind.retained());
  }

  IMqttToken begin(String topic, String text, int qos, boolean retained) throws MqttException {
    return client.publish(topic, text.getBytes(StandardCharsets.UTF_8), qos, retained);
  }

  TestDevice listen() throws MqttException {
    subscribe(Topics.downlinksOf(address));
    return this;
  }

  /** Returns the broker's answer: a QoS, or the reason for a refusal from 0x80 on. */
  int subscribe(String filter) throws MqttException {
    IMqttToken token = client.subscribe(filter, 1);
    try {
      token.waitForCompletion(PATIENCE_MS);
    } catch (MqttException refused) {
      if (token.getReasonCodes() == null) {
        throw refused;
      }
    }
    return token.getReasonCodes()[0];
  }

  /** As if the power had failed: no goodbye. */
  void vanish() throws MqttException {
    client.disconnectForcibly(0, 1, false);
    client.close(true);
  }

  @Override
  public void close() throws MqttException {
    if (client.isConnected()) {
      client.disconnect().waitForCompletion(PATIENCE_MS);
    }
    client.close(true);
  }

  @Override
  public String toString() {
    return clientId;
  }

  private final class Inbox implements MqttCallback {
    @Override
    public void messageArrived(String topic, MqttMessage message) {
      received.add(topic + " " + new String(message.getPayload(), StandardCharsets.UTF_8));
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {}

    @Override
    public void mqttErrorOccurred(MqttException exception) {}

    @Override
    public void deliveryComplete(IMqttToken token) {}

    @Override
    public void connectComplete(boolean reconnect, String serverUri) {}

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {}
  }

  /** Paho waits 40 ms for company with every packet otherwise. */
  private static final class NoDelay extends SocketFactory {
    @Override
    public Socket createSocket() throws java.io.IOException {
      var socket = new Socket();
      socket.setTcpNoDelay(true);
      return socket;
    }

    @Override
    public Socket createSocket(String host, int port) {
      throw new UnsupportedOperationException("Paho connects its sockets itself");
    }

    @Override
    public Socket createSocket(String host, int port, java.net.InetAddress local, int localPort) {
      throw new UnsupportedOperationException("Paho connects its sockets itself");
    }

    @Override
    public Socket createSocket(java.net.InetAddress host, int port) {
      throw new UnsupportedOperationException("Paho connects its sockets itself");
    }

    @Override
    public Socket createSocket(
        java.net.InetAddress host, int port, java.net.InetAddress local, int localPort) {
      throw new UnsupportedOperationException("Paho connects its sockets itself");
    }
  }
}
