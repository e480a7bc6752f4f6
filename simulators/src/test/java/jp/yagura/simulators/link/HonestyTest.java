package jp.yagura.simulators.link;

import static jp.yagura.simulators.link.Ends.near;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Does a link do what its profile says? Measured from outside, over sockets, within tolerances
/// that a busy machine can keep: never faster than promised, and later by little.
@Timeout(60)
class HonestyTest {
  private static final Duration SLACK = Duration.ofMillis(80);

  @Test
  void aRoundTripTakesWhatTheProfileSays() throws Exception {
    for (String name : List.of("lan", "lte", "satellite")) {
      LinkProfile profile = LinkProfiles.named(name).withLoss(0).withBits(0, 0);
      try (var ends = new Ends();
          var link = Link.of(profile, 0, "127.0.0.1", ends.port(), 1)) {
        ends.echo();
        try (var socket = near(link)) {
          Ends.roundTrip(socket); // and the handshake
          List<Duration> trips = new ArrayList<>();
          for (int i = 0; i < 4; i++) {
            trips.add(Ends.roundTrip(socket));
          }
          assertThat(trips)
              .as(name)
              .allMatch(trip -> trip.compareTo(profile.rtt()) >= 0)
              .anyMatch(
                  trip ->
                      trip.compareTo(
                              profile.rtt().plus(profile.jitter().multipliedBy(2)).plus(SLACK))
                          <= 0);
        }
      }
    }
  }

  @Test
  void theFirstAnswerWaitsForTheHandshakeToo() throws Exception {
    LinkProfile slow = LinkProfile.PERFECT.withRtt(Duration.ofMillis(150));
    try (var ends = new Ends();
        var link = Link.of(slow, 0, "127.0.0.1", ends.port(), 1)) {
      ends.echo();
      try (var socket = near(link)) {
        assertThat(Ends.roundTrip(socket))
            .isBetween(Duration.ofMillis(295), Duration.ofMillis(300).plus(SLACK.multipliedBy(3)));
      }
    }
  }

  @Test
  void eachDirectionIsAsWideAsTheProfileSaysHoweverManyConnectionsShareIt() throws Exception {
    LinkProfile narrow =
        new LinkProfile("narrow", Duration.ofMillis(40), Duration.ZERO, 800_000, 0, 0, 16 << 10);
    try (var ends = new Ends();
        var link = Link.of(narrow, 0, "127.0.0.1", ends.port(), 1);
        var one = near(link);
        var two = near(link)) {
      int each = 75_000; // together 1.5 s at 100 kB/s
      long began = System.nanoTime(); // before anything is sent: a slow machine makes no line wider
      var first = Thread.ofVirtual().start(() -> send(one, new byte[each]));
      var second = Thread.ofVirtual().start(() -> send(two, new byte[each]));
      var far = ends.far().getInputStream();
      far.readNBytes(each);
      ends.far().getInputStream().readNBytes(each);
      double seconds = (System.nanoTime() - began) / 1e9;
      first.join();
      second.join();
      assertThat(2 * each / seconds).as("bytes a second").isBetween(75_000.0, 101_000.0);
    }
  }

  /// The dice alone, over as many segments as a day of satellite has: no socket could do that in a
  /// test.
  @Test
  void asManySegmentsAreLostAsTheProfileSaysAndEachStallsForOneTimeoutOrMore() {
    LinkProfile lossy = LinkProfile.PERFECT.withRtt(Duration.ofMillis(700)).withLoss(0.02);
    Lane lane = new Lane(lossy, 0, 20261121);
    int segments = 200_000;
    long travel = lane.travelNanos();
    int stalled = 0;
    for (int i = 0; i < segments; i++) {
      long late = lane.carry(i, 1_400) - i - travel;
      if (late > 0) {
        stalled++;
        assertThat(late).isGreaterThanOrEqualTo(Duration.ofMillis(900).toNanos());
      }
    }
    assertThat((double) stalled / segments).isCloseTo(0.02, within(0.001));
  }

  @Test
  void aSmallPacketIsLostMoreSeldomThanAFullOne() {
    Lane lane = new Lane(LinkProfile.PERFECT.withLoss(0.2), 0, 7);
    for (int i = 0; i < 50_000; i++) {
      lane.carry(i, 140);
    }
    assertThat(lane.stalls() / 50_000.0)
        .as("1 - 0.8 to the power of a tenth, and now and then again")
        .isCloseTo(0.0226, within(0.002));
  }

  @Test
  void theSameSeedStallsTheSameSegments() {
    LinkProfile lossy = LinkProfiles.named("satellite");
    Lane one = new Lane(lossy, lossy.upBits(), 5);
    Lane same = new Lane(lossy, lossy.upBits(), 5);
    Lane other = new Lane(lossy, lossy.upBits(), 6);
    List<Long> arrivals = arrivals(one);
    assertThat(arrivals(same)).isEqualTo(arrivals);
    assertThat(arrivals(other)).isNotEqualTo(arrivals);
  }

  private static List<Long> arrivals(Lane lane) {
    List<Long> arrivals = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      arrivals.add(lane.carry(i * 1_000_000_000L, 1_400));
    }
    return arrivals;
  }

  @Test
  void aLinkOnWhichNothingMovesCostsNoProcessorTime() throws Exception {
    var threads = ManagementFactory.getThreadMXBean();
    try (var ends = new Ends();
        var link = Link.of(LinkProfiles.named("satellite"), 0, "127.0.0.1", ends.port(), 1);
        var socket = near(link);
        var far = ends.far()) {
      send(socket, new byte[30_000]); // more than it takes at once: it waits in every queue
      long before = cpuOfLinks(threads);
      TimeUnit.SECONDS.sleep(1);
      assertThat(Duration.ofNanos(cpuOfLinks(threads) - before)).isLessThan(Duration.ofMillis(150));
      assertThat(far.isConnected()).isTrue();
    }
  }

  private static long cpuOfLinks(ThreadMXBean threads) {
    return Arrays.stream(threads.dumpAllThreads(false, false))
        .filter(thread -> thread.getThreadName().startsWith("link"))
        .mapToLong(thread -> threads.getThreadCpuTime(thread.getThreadId()))
        .sum();
  }

  private static void send(Socket socket, byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
