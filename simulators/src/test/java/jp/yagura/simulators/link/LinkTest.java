package jp.yagura.simulators.link;

import static jp.yagura.simulators.link.Ends.ended;
import static jp.yagura.simulators.link.Ends.near;
import static jp.yagura.simulators.link.Ends.said;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import jp.yagura.shared.testing.Eventually;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class LinkTest {
  private static final Duration SOON = Duration.ofSeconds(10);

  private Ends ends;
  private Link link;

  @BeforeEach
  void lay() throws IOException {
    ends = new Ends();
    link = Link.to("127.0.0.1", ends.port());
  }

  @AfterEach
  void remove() throws IOException {
    link.close();
    ends.close();
  }

  @Test
  void aLinkCarriesBothWaysAndCountsInAllAndForEachConnection() throws IOException {
    ends.echo();
    try (var one = near(link);
        var two = near(link)) {
      assertThat(said(one, "hello")).isEqualTo("hello");
      assertThat(said(two, "you")).isEqualTo("you");
      Eventually.until(SOON, () -> link.bytesDown() == 8);
      assertThat(link.bytesUp()).isEqualTo(8);
      assertThat(link.traffic()).containsExactlyInAnyOrder(new Traffic(5, 5), new Traffic(3, 3));
    }
    Eventually.until("both to be over", SOON, () -> link.traffic().isEmpty());
  }

  @Test
  void aCutLinkEndsItsConnectionsAndResetsNewOnesUntilItIsHealed() throws IOException {
    ends.echo();
    try (var socket = near(link)) {
      said(socket, "hello");
      link.cut();
      assertThat(ended(socket)).isTrue();
    }
    try (var socket = near(link)) {
      assertThat(ended(socket)).isTrue();
    }
    link.heal();
    try (var socket = near(link)) {
      assertThat(said(socket, "again")).isEqualTo("again");
    }
  }

  @Test
  void aDeadLinkSaysNothingAndWhenItIsHealedItsConnectionsGoOn() throws IOException {
    ends.echo();
    try (var socket = near(link)) {
      said(socket, "hello");
      Eventually.until(SOON, () -> link.bytesDown() == 5);
      link.goDead();
      socket.setSoTimeout(200);
      assertThatThrownBy(() -> said(socket, "anybody?")).isInstanceOf(SocketTimeoutException.class);
      assertThat(link.bytesUp()).isEqualTo(5);
      link.heal();
      socket.setSoTimeout(5_000);
      assertThat(said(socket, "!")).isEqualTo("anybody?!");
    }
  }

  @Test
  void whoConnectsToADeadLinkHearsNothingUntilItIsHealed() throws IOException {
    ends.echo();
    link.goDead();
    try (var socket = near(link)) {
      socket.setSoTimeout(200);
      assertThatThrownBy(() -> said(socket, "hello")).isInstanceOf(SocketTimeoutException.class);
      link.heal();
      socket.setSoTimeout(5_000);
      assertThat(said(socket, "!")).isEqualTo("hello!");
    }
  }

  @Test
  void aResetEndsWhatThereIsAndCarriesWhatComes() throws IOException {
    ends.echo();
    try (var socket = near(link)) {
      said(socket, "hello");
      link.reset();
      assertThat(ended(socket)).isTrue();
    }
    try (var socket = near(link)) {
      assertThat(said(socket, "again")).isEqualTo("again");
    }
  }

  @Test
  void whereNobodyListensTheConnectionIsReset() throws IOException {
    ends.close();
    try (var socket = near(link)) {
      assertThat(ended(socket)).isTrue();
    }
  }

  @Test
  void anotherProfileHoldsForTheConnectionsThereAre() throws IOException {
    ends.echo();
    try (var socket = near(link)) {
      said(socket, "hello");
      link.becomes(LinkProfile.PERFECT.withRtt(Duration.ofMillis(120)));
      assertThat(Ends.roundTrip(socket)).isBetween(Duration.ofMillis(119), Duration.ofMillis(600));
      link.becomes(LinkProfile.PERFECT);
      assertThat(Ends.roundTrip(socket)).isLessThan(Duration.ofMillis(100));
    }
  }

  @Test
  void theLastBytesArriveBeforeTheEnd() throws Exception {
    link.becomes(LinkProfile.PERFECT.withRtt(Duration.ofMillis(60)).withBits(80_000, 80_000));
    try (var socket = near(link)) {
      socket.getOutputStream().write("the end".getBytes(StandardCharsets.UTF_8));
    }
    try (Socket far = ends.far()) {
      assertThat(new String(far.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo("the end");
    }
    Eventually.until("both to be over", SOON, () -> link.traffic().isEmpty());
  }

  @Test
  void aReceiverThatDoesNotReadHoldsItsSenderBackAndCostsBoundedMemory() throws Exception {
    try (var socket = near(link);
        var far = ends.far()) {
      var wrote = new AtomicLong();
      var writer =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      byte[] block = new byte[8 << 10];
                      while (true) {
                        socket.getOutputStream().write(block);
                        wrote.addAndGet(block.length);
                      }
                    } catch (IOException closed) {
                      // the end of the test
                    }
                  });
      Eventually.until(SOON, () -> stands(wrote));
      assertThat(wrote.get())
          .as("the queue of the link and the kernel's buffers on four sides")
          .isLessThan(LinkProfile.PERFECT.queueBytes() + (512L << 10));
      long before = wrote.get();
      far.getInputStream().readNBytes((int) before);
      Eventually.until("the sender to go on", SOON, () -> wrote.get() > before);
      socket.close();
      writer.join();
    }
  }

  private static boolean stands(AtomicLong number) throws InterruptedException {
    long before = number.get();
    TimeUnit.MILLISECONDS.sleep(200);
    return before > 0 && number.get() == before;
  }
}
