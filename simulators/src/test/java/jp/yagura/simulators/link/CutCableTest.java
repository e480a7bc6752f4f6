package jp.yagura.simulators.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class CutCableTest {
  private ServerSocket echo;
  private CutCable cable;

  @BeforeEach
  void lay() throws IOException {
    echo = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::serve);
    cable = CutCable.to("127.0.0.1", echo.getLocalPort());
  }

  @AfterEach
  void remove() throws IOException {
    cable.close();
    echo.close();
  }

  @Test
  void aWholeCableCarriesBothWaysAndCounts() throws IOException {
    try (var socket = connect()) {
      assertThat(said(socket, "hello")).isEqualTo("hello");
    }
    assertThat(cable.bytesUp()).isEqualTo(5);
    assertThat(cable.bytesDown()).isEqualTo(5);
  }

  @Test
  void aCutCableEndsItsConnectionsAndRefusesNewOnesUntilItIsMended() throws IOException {
    try (var socket = connect()) {
      said(socket, "hello");
      cable.cut();
      assertThat(ended(socket)).isTrue();
    }
    try (var socket = connect()) {
      assertThat(ended(socket)).isTrue();
    }
    cable.restore();
    try (var socket = connect()) {
      assertThat(said(socket, "again")).isEqualTo("again");
    }
  }

  @Test
  void aDeadCableSwallowsEverythingWithoutSayingSo() throws IOException {
    try (var socket = connect()) {
      said(socket, "hello");
      cable.goDead();
      socket.setSoTimeout(100);
      assertThatThrownBy(() -> said(socket, "anybody?")).isInstanceOf(SocketTimeoutException.class);
    }
    assertThat(cable.bytesUp()).isEqualTo(5);
  }

  @Test
  void aSlowCableKeepsTheOrder() throws IOException {
    cable.delay(Duration.ofMillis(40));
    try (var socket = connect()) {
      long before = System.nanoTime();
      socket.getOutputStream().write("one ".getBytes(StandardCharsets.UTF_8));
      assertThat(said(socket, "two")).isEqualTo("one two");
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(79));
    }
  }

  private void serve() {
    while (!echo.isClosed()) {
      try (var socket = echo.accept()) {
        socket.getInputStream().transferTo(socket.getOutputStream());
      } catch (IOException ended) {
        // a cut cable is what this test is about
      }
    }
  }

  private Socket connect() throws IOException {
    var socket = new Socket("127.0.0.1", cable.port());
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(5_000);
    return socket;
  }

  /// Says it and reads until it has come back with everything that was said before.
  private static String said(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    var heard = new StringBuilder();
    while (!heard.toString().endsWith(text)) {
      int next = socket.getInputStream().read();
      if (next < 0) {
        throw new IOException("ended");
      }
      heard.append((char) next);
    }
    return heard.toString();
  }

  private static boolean ended(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read() < 0;
    } catch (SocketException reset) {
      return true;
    }
  }
}
