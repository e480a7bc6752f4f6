package jp.yagura.simulators.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import jp.yagura.shared.id.SensorId;
import jp.yagura.shared.id.SiteAddress;
import jp.yagura.shared.testing.Eventually;
import jp.yagura.shared.testing.RealBroker;
import jp.yagura.shared.wire.Reading;
import jp.yagura.shared.wire.SeqRanges;
import jp.yagura.shared.wire.Stream;
import jp.yagura.simulators.link.Link;
import jp.yagura.simulators.link.LinkProfile;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/// The custody rule over a real broker and a link that somebody keeps pulling.
class UnsteadyLinkIT {
  private static final SensorId LEVEL = new SensorId("wl");
  private static final Instant FIRST = Instant.parse("2026-11-21T00:00:00Z");
  private static final FleetOptions OPTIONS =
      FleetOptions.standard()
          .withThreads(1)
          .withRetry(Duration.ofMillis(5), Duration.ofMillis(20))
          .withResendAfter(Duration.ofMillis(100))
          .withReadingsPerMessage(7)
          .withWindow(4);

  /// What is done to the link between two measurements.
  enum Mischief {
    NONE,
    CUT_AND_MENDED,
    CUT,
    DEAD,
    RESTORED,
    SLOW,
    /// The command center hears, but its answers stop.
    UNANSWERED,
    ANSWERED
  }

  @Property(tries = 15, edgeCases = EdgeCasesMode.NONE)
  void whateverIsDoneToTheLinkTheStreamArrivesWithoutAGap(
      @ForAll @Size(min = 5, max = 30) List<Mischief> mischiefs) {
    var site = SiteAddress.of("nankoku", "oko");
    var meter = new FleetMeter();
    try (var broker = RealBroker.start();
        var center = ListeningCenter.at(broker.port());
        var link = Link.to("127.0.0.1", broker.port());
        var fleet = new Fleet(OPTIONS, InstantSource.system(), meter)) {
      var device =
          fleet.add(
              new BrokerAddress("127.0.0.1", link.port()),
              DeviceIdentity.withoutSecret(site),
              new DeviceNature("simulator test", List.of(LEVEL)));
      var unused = device.connect();
      int measured = 0;
      for (var mischief : mischiefs) {
        commit(mischief, link, center);
        device.offer(readings(measured + 1, measured + 5));
        measured += 5;
        breathe(device);
      }
      center.acknowledge(true);
      link.becomes(LinkProfile.PERFECT);
      link.heal();
      Eventually.until("all to be durable", Duration.ofSeconds(15), () -> device.waiting() == 0);

      assertThat(center.stored(device, Stream.READINGS)).isEqualTo(SeqRanges.upTo(measured));
      assertThat(center.readings(device)).isEqualTo(readings(1, measured));
    }
  }

  private static void commit(Mischief mischief, Link link, ListeningCenter center) {
    switch (mischief) {
      case NONE -> {
        // a quiet moment
      }
      case CUT -> link.cut();
      case CUT_AND_MENDED -> {
        link.cut();
        link.heal();
      }
      case DEAD -> link.goDead();
      case RESTORED -> link.heal();
      case SLOW -> link.becomes(LinkProfile.PERFECT.withRtt(Duration.ofMillis(10)));
      case UNANSWERED -> center.acknowledge(false);
      case ANSWERED -> center.acknowledge(true);
    }
  }

  /// Gives the device a moment to get on, or not, before the next mischief.
  private static void breathe(FleetClient device) {
    long end = System.nanoTime() + Duration.ofMillis(10).toNanos();
    while (device.waiting() > 0 && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }

  private static List<Reading> readings(int from, int to) {
    return IntStream.rangeClosed(from, to)
        .mapToObj(i -> Reading.normal(LEVEL, FIRST.plusSeconds(2L * i), 400 + i))
        .toList();
  }
}
