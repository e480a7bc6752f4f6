package jp.yagura.agent;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// A wire-tap between the agent and its broker: hands on every byte and remembers those that went
/// up.
final class Tap implements AutoCloseable {
  private final ServerSocket door;
  private final int broker;
  private final ByteArrayOutputStream up = new ByteArrayOutputStream();

  Tap(int brokerPort) throws IOException {
    broker = brokerPort;
    door = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::welcome);
  }

  String uri() {
    return "tcp://127.0.0.1:" + door.getLocalPort();
  }

  /// How often a text went up the wire.
  long times(String text) {
    String all;
    synchronized (up) {
      all = up.toString(StandardCharsets.ISO_8859_1);
    }
    return Pattern.compile(Pattern.quote(text)).matcher(all).results().count();
  }

  private void welcome() {
    try {
      while (true) {
        Socket agent = door.accept();
        Socket further = new Socket(InetAddress.getLoopbackAddress(), broker);
        agent.setTcpNoDelay(true);
        further.setTcpNoDelay(true);
        Thread.ofVirtual().start(() -> handOn(agent, further, true));
        Thread.ofVirtual().start(() -> handOn(further, agent, false));
      }
    } catch (IOException closed) {
      // the test is over
    }
  }

  private void handOn(Socket from, Socket to, boolean remember) {
    try (from;
        to;
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      byte[] bytes = new byte[8192];
      for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
        if (remember) {
          synchronized (up) {
            up.write(bytes, 0, count);
          }
        }
        out.write(bytes, 0, count);
      }
    } catch (IOException closed) {
      // either side has hung up, and so do we
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
  }
}
