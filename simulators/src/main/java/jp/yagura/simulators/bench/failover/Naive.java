package jp.yagura.simulators.bench.failover;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import jp.yagura.simulators.bench.Center;
import jp.yagura.simulators.link.Link;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/// The same MQTT library with two addresses, its own reconnecting and its own keep-alive: what one
/// gets without doing anything oneself.
final class Naive implements AutoCloseable {
  private static final Duration TO_CONNECT = Duration.ofSeconds(20);

  private final Link first;
  private final Link second;
  private final MqttAsyncClient client;
  private final CountDownLatch back = new CountDownLatch(1);
  private volatile long cutAt;
  private volatile long backAt;

  private Naive(Link first, Link second, MqttAsyncClient client) {
    this.first = first;
    this.second = second;
    this.client = client;
  }

  static Naive over(Center center) throws IOException {
    var first = Link.to("127.0.0.1", center.broker().port());
    var second = Link.to("127.0.0.1", center.broker().port());
    var device = center.devices().getLast();
    try {
      var client =
          new MqttAsyncClient(
              uri(first), "yagura-agent/" + device.address() + "/naive", new MemoryPersistence());
      var naive = new Naive(first, second, client);
      client.setCallback(naive.new Ears());
      var options = new MqttConnectionOptions();
      options.setServerURIs(new String[] {uri(first), uri(second)});
      options.setAutomaticReconnect(true);
      options.setUserName(device.address().toString());
      options.setPassword(device.secret().orElse("").getBytes(StandardCharsets.UTF_8));
      client.connect(options).waitForCompletion(TO_CONNECT.toMillis());
      return naive;
    } catch (MqttException e) {
      throw new IOException("the client beside it cannot connect: " + e, e);
    }
  }

  private static String uri(Link link) {
    return "tcp://127.0.0.1:" + link.port();
  }

  void cut() {
    cutAt = System.nanoTime();
    first.goDead();
  }

  /// How long it took to be connected again, or the patience where it took longer.
  double seconds(Duration patience) throws InterruptedException {
    long left = patience.toNanos() - (System.nanoTime() - cutAt);
    boolean came = back.await(Math.max(0, left), TimeUnit.NANOSECONDS);
    return came ? (backAt - cutAt) / 1e9 : patience.toMillis() / 1e3;
  }

  String words() {
    return back.getCount() == 0
        ? "Paho with its own reconnecting"
        : "Paho with its own reconnecting, which was not back yet";
  }

  @Override
  public void close() {
    try {
      client.disconnectForcibly(0, 0, false);
      client.close(true);
    } catch (MqttException e) {
      throw new IllegalStateException("the client beside it does not end", e);
    } finally {
      first.close();
      second.close();
    }
  }

  private final class Ears implements MqttCallback {
    @Override
    public void connectComplete(boolean reconnect, String uri) {
      if (reconnect) {
        backAt = System.nanoTime();
        back.countDown();
      }
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {}

    @Override
    public void mqttErrorOccurred(MqttException exception) {}

    @Override
    public void messageArrived(String topic, MqttMessage message) {}

    @Override
    public void deliveryComplete(IMqttToken token) {}

    @Override
    public void authPacketArrived(int code, MqttProperties properties) {}
  }
}
