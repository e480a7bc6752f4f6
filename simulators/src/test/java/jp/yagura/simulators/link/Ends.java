package jp.yagura.simulators.link;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// What a link is laid between in tests: a place at the far end whose connections the test takes,
/// and sockets at the near end.
final class Ends implements AutoCloseable {
  private final ServerSocket server;
  private final BlockingQueue<Socket> accepted = new LinkedBlockingQueue<>();

  Ends() throws IOException {
    server = new ServerSocket();
    server.setReceiveBufferSize(16 << 10); // before it listens: its kernel must not hide a queue
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    Thread.ofVirtual().start(this::accept);
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        socket.setTcpNoDelay(true);
        accepted.add(socket);
      }
    } catch (IOException closed) {
      // the end of the test
    }
  }

  int port() {
    return server.getLocalPort();
  }

  Socket far() throws Exception {
    Socket socket = accepted.poll(10, TimeUnit.SECONDS);
    if (socket == null) {
      throw new IOException("nobody came through the link");
    }
    socket.setSoTimeout(20_000);
    return socket;
  }

  /// Answers everything with itself, on whatever connection comes.
  void echo() {
    Thread.ofVirtual()
        .start(
            () -> {
              while (!server.isClosed()) {
                try {
                  Socket socket = far();
                  Thread.ofVirtual().start(() -> echo(socket));
                } catch (Exception nobodyCame) {
                  return;
                }
              }
            });
  }

  private static void echo(Socket socket) {
    try (socket) {
      socket.getInputStream().transferTo(socket.getOutputStream());
    } catch (IOException ended) {
      // a link that is cut is what these tests are about
    }
  }

  static Socket near(Link link) throws IOException {
    Socket socket = new Socket();
    socket.setSendBufferSize(16 << 10);
    socket.connect(new InetSocketAddress("127.0.0.1", link.port()));
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(20_000);
    return socket;
  }

  /// Says it and reads until it has come back with everything that was said before.
  static String said(Socket socket, String text) throws IOException {
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

  static Duration roundTrip(Socket socket) throws IOException {
    long before = System.nanoTime();
    said(socket, "?");
    return Duration.ofNanos(System.nanoTime() - before);
  }

  static boolean ended(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read() < 0;
    } catch (SocketException reset) {
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : accepted) {
      socket.close();
    }
  }
}
