package jp.yagura.agent.uplink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import jp.yagura.agent.meter.Meter;
import jp.yagura.agent.road.Road;
import jp.yagura.agent.site.BearerConfig;
import jp.yagura.agent.site.BrokerConfig;
import jp.yagura.shared.id.SiteAddress;
import jp.yagura.shared.testing.Eventually;
import jp.yagura.shared.testing.FreePorts;
import jp.yagura.shared.testing.Processes;
import jp.yagura.shared.testing.RunningProcess;
import jp.yagura.shared.wire.Kind;
import jp.yagura.shared.wire.Topic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What we reckon that a bearer has cost, against what the kernel counted on the same cable: a pair
/// of virtual interfaces, the broker behind the other end in a network of its own.
class MeterIT {
  private static final String NETWORK = "yagura-meter";
  private static final String OURS = "ygr-meter0";
  private static final String THEIRS = "ygr-meter1";
  private static final int ETHERNET_HEADER = 14;

  /// A tower is silent between two messages: what it received is acknowledged by itself.
  private static final Duration BETWEEN_MESSAGES = Duration.ofMillis(60);

  @AfterEach
  void takeDown() throws Exception {
    ip("link", "delete", OURS);
    ip("netns", "delete", NETWORK);
  }

  @Test
  void whatWeReckonIsWithinAFifthOfWhatTheKernelCounts(@TempDir Path folder) throws Exception {
    assumeTrue(
        Files.isExecutable(Path.of("/usr/sbin/mosquitto"))
            && ip("netns", "add", NETWORK) == 0
            && ip("link", "add", OURS, "type", "veth", "peer", "name", THEIRS, "netns", NETWORK)
                == 0,
        "needs root, network namespaces and mosquitto");
    assertThat(ip("addr", "add", "10.211.77.1/30", "dev", OURS)).isZero();
    assertThat(ip("link", "set", OURS, "up")).isZero();
    assertThat(ip("-n", NETWORK, "addr", "add", "10.211.77.2/30", "dev", THEIRS)).isZero();
    assertThat(ip("-n", NETWORK, "link", "set", THEIRS, "up")).isZero();
    int port = FreePorts.one();
    Path config = folder.resolve("mosquitto.conf");
    Files.writeString(config, "listener " + port + " 10.211.77.2\nallow_anonymous true\n");
    try (RunningProcess broker =
        Processes.start(
            "mosquitto",
            List.of(
                "ip", "netns", "exec", NETWORK, "/usr/sbin/mosquitto", "-c", config.toString()))) {
      Meter meter = new Meter();
      Line line = line("10.211.77.2", port, meter);
      Eventually.until("the broker", Duration.ofSeconds(10), () -> canConnect(line));
      meter.take();
      Counted before = Counted.now();
      speak(line);
      Eventually.until(
          "the last packet", Duration.ofSeconds(5), () -> Counted.now().equals(Counted.now()));
      Counted spent = Counted.now().less(before);
      long real = spent.bytes - spent.packets * ETHERNET_HEADER;
      long reckoned = meter.take();
      System.out.printf(
          "[yagura-test] the kernel counts %,d bytes in %,d packets, we reckon %,d (%.2f)%n",
          real, spent.packets, reckoned, (double) reckoned / real);
      assertThat((double) reckoned / real).isBetween(0.95, 1.2);
    }
  }

  /// A day of a tower in a few seconds: messages as small as its are, each answered.
  private static void speak(Line line) throws Exception {
    MqttLink link = connect(line);
    link.subscribe("yagura/1/nankoku/inabu/down/#", Duration.ofSeconds(5));
    Topic topic = Topic.of(SiteAddress.parse("nankoku/inabu"), Kind.READINGS);
    for (int message = 0; message < 60; message++) {
      CountDownLatch answered = new CountDownLatch(1);
      link.publish(topic, new byte[message % 15 == 0 ? 6_000 : 110], _ -> answered.countDown());
      answered.await();
      LockSupport.parkNanos(BETWEEN_MESSAGES.toNanos());
    }
    link.leave(Duration.ofSeconds(5));
    link.close();
  }

  private static boolean canConnect(Line line) {
    try {
      MqttLink link = connect(line);
      link.leave(Duration.ofSeconds(2));
      link.close();
      return true;
    } catch (LinkException e) {
      return false;
    }
  }

  private static MqttLink connect(Line line) throws LinkException {
    return MqttLink.connect(
        line,
        "meter-test",
        new MqttLink.Will("yagura/1/nankoku/inabu/up/birth", new byte[] {1}),
        Duration.ofSeconds(4),
        new Deaf());
  }

  private static Line line(String host, int port, Meter meter) {
    var broker =
        new BrokerConfig(
            "hq", URI.create("tcp://" + host + ":" + port), "inabu", "secret", Optional.empty());
    var bearer =
        new BearerConfig(
            "veth",
            Optional.of(OURS),
            List.of(broker),
            Optional.empty(),
            Duration.ofSeconds(30),
            Duration.ZERO,
            Duration.ofMillis(200),
            0,
            0,
            false);
    return new Line(
        new Road("veth", "hq"),
        bearer,
        broker,
        new BearerSockets(Optional.of(new Source(OURS)), meter, Optional.empty()),
        Optional.empty(),
        false);
  }

  private record Counted(long bytes, long packets) {
    static Counted now() throws IOException {
      return new Counted(
          number("rx_bytes") + number("tx_bytes"), number("rx_packets") + number("tx_packets"));
    }

    private static long number(String what) throws IOException {
      return Long.parseLong(
          Files.readString(Path.of("/sys/class/net", OURS, "statistics", what)).strip());
    }

    Counted less(Counted before) {
      return new Counted(bytes - before.bytes, packets - before.packets);
    }
  }

  private static int ip(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("ip"));
    command.addAll(List.of(arguments));
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      return -1; // no such program
    }
  }

  private static final class Deaf implements MqttLink.Listener {
    @Override
    public void arrived(String topic, byte[] payload) {}

    @Override
    public void lost(String why) {}
  }
}
