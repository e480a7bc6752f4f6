package jp.yagura.simulators.link;

import static jp.yagura.simulators.link.Ends.near;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Whatever a link is told to be, it is TCP to those who speak over it.
class WeatherTest {
  /// What is done to a link while bytes travel on it, each for a few milliseconds.
  private enum Weather {
    FAIR,
    SLOW,
    NARROW,
    LOSSY,
    DEAD
  }

  @Property(tries = 25, edgeCases = EdgeCasesMode.NONE)
  void underAnyWeatherTheBytesArriveUnchangedAndInOrder(
      @ForAll("weathers") List<Weather> weathers, @ForAll("blocks") List<Integer> blocks)
      throws Exception {
    byte[] sent = new byte[blocks.stream().mapToInt(Integer::intValue).sum()];
    new SplittableRandom(weathers.hashCode()).nextBytes(sent);
    try (var ends = new Ends();
        var link = Link.of(LinkProfile.PERFECT, 0, "127.0.0.1", ends.port(), 3)) {
      ends.echo();
      try (var socket = near(link)) {
        var changing = Thread.ofVirtual().start(() -> weathers.forEach(next -> endure(link, next)));
        var writing = Thread.ofVirtual().start(() -> send(socket, sent, blocks));
        assertThat(socket.getInputStream().readNBytes(sent.length)).isEqualTo(sent);
        writing.join();
        changing.join();
      }
    }
  }

  private static void endure(Link link, Weather weather) {
    LinkProfile fast = LinkProfile.PERFECT;
    switch (weather) {
      case FAIR -> link.becomes(fast);
      case SLOW -> link.becomes(fast.withRtt(Duration.ofMillis(15)));
      case NARROW -> link.becomes(fast.withBits(4_000_000, 2_000_000));
      case LOSSY -> link.becomes(fast.withLoss(0.05));
      case DEAD -> link.goDead();
    }
    LockSupport.parkNanos(Duration.ofMillis(8).toNanos());
    link.heal();
  }

  @Provide
  Arbitrary<List<Weather>> weathers() {
    return Arbitraries.of(Weather.class).list().ofMinSize(1).ofMaxSize(12);
  }

  @Provide
  Arbitrary<List<Integer>> blocks() {
    return Combinators.combine(
            Arbitraries.integers().between(1, 40_000).list().ofMinSize(1).ofMaxSize(6),
            Arbitraries.integers().between(1, 100).list().ofMinSize(1).ofMaxSize(20))
        .as(
            (large, small) -> {
              var all = new ArrayList<>(large);
              all.addAll(small);
              return all;
            });
  }

  private static void send(Socket socket, byte[] bytes, List<Integer> blocks) {
    try {
      OutputStream out = socket.getOutputStream();
      int from = 0;
      for (int length : blocks) {
        out.write(bytes, from, length);
        from += length;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
