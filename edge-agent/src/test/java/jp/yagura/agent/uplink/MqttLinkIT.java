package jp.yagura.agent.uplink;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import jp.yagura.agent.meter.Meter;
import jp.yagura.agent.road.Road;
import jp.yagura.agent.site.BearerConfig;
import jp.yagura.agent.site.BrokerConfig;
import jp.yagura.shared.testing.Eventually;
import org.junit.jupiter.api.Test;

class MqttLinkIT {

  @Test
  void aBrokerThatAcceptsAndThenStaysSilentCostsNoThread() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      Line line = line(silent.getLocalPort());
      for (int attempt = 0; attempt < 3; attempt++) {
        assertThatThrownBy(() -> connect(line)).isInstanceOf(LinkException.class);
      }
      Eventually.until("all threads to end", Duration.ofSeconds(10), () -> threads().isEmpty());
    }
  }

  private static MqttLink connect(Line line) throws LinkException {
    return MqttLink.connect(
        line,
        "test-of-silence",
        new MqttLink.Will("yagura/1/nankoku/inabu/up/birth", new byte[] {1}),
        Duration.ofSeconds(2),
        new Deaf());
  }

  private static Line line(int port) {
    var broker =
        new BrokerConfig(
            "hq",
            URI.create("tcp://127.0.0.1:" + port),
            "nankoku/inabu",
            "secret",
            Optional.empty());
    var lan =
        new BearerConfig(
            "lan",
            Optional.empty(),
            List.of(broker),
            Optional.empty(),
            Duration.ofSeconds(30),
            Duration.ZERO,
            Duration.ofMillis(200),
            0,
            0,
            false);
    return new Line(
        new Road("lan", "hq"),
        lan,
        broker,
        new BearerSockets(Optional.empty(), new Meter(), Optional.empty()),
        Optional.empty(),
        false);
  }

  private static Set<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.contains("test-of-silence"))
        .collect(Collectors.toSet());
  }

  private static final class Deaf implements MqttLink.Listener {
    @Override
    public void arrived(String topic, byte[] payload) {}

    @Override
    public void lost(String why) {}
  }
}
