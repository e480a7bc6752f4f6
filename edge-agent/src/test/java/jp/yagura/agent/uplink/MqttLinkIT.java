package jp.yagura.agent.uplink;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import jp.yagura.agent.identity.IdentityHolder;
import jp.yagura.agent.site.BrokerConfig;
import jp.yagura.shared.id.SiteAddress;
import jp.yagura.shared.testing.Eventually;
import org.junit.jupiter.api.Test;

class MqttLinkIT {

  @Test
  void aBrokerThatAcceptsAndThenStaysSilentCostsNoThread() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      Broker broker = broker(silent.getLocalPort());
      for (int attempt = 0; attempt < 3; attempt++) {
        assertThatThrownBy(() -> connect(broker)).isInstanceOf(LinkException.class);
      }
      Eventually.until("all threads to end", Duration.ofSeconds(10), () -> threads().isEmpty());
    }
  }

  private static MqttLink connect(Broker broker) throws LinkException {
    return MqttLink.connect(
        broker,
        "test-of-silence",
        new MqttLink.Will("yagura/1/nankoku/inabu/up/birth", new byte[] {1}),
        Duration.ofSeconds(2),
        new Deaf());
  }

  private static Broker broker(int port) throws LinkException {
    return Broker.of(
        new BrokerConfig(
            URI.create("tcp://127.0.0.1:" + port),
            "nankoku/inabu",
            "secret",
            Optional.empty(),
            Duration.ofSeconds(30),
            Duration.ZERO,
            "lan"),
        IdentityHolder.none(SiteAddress.parse("nankoku/inabu")));
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
