package jp.yagura.agent.rehearsal;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Speaks just enough MQTT 5 to say yes to everything that a client of ours asks.
public final class ObligingBroker implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ObligingBroker.class);
  private static final int CONNECT = 1;
  private static final int PUBLISH = 3;
  private static final int SUBSCRIBE = 8;
  private static final int PING = 12;
  private static final int QOS_BITS = 0b110;

  private final ServerSocket door;
  private final CountDownLatch published;

  /// @param messages how many are waited for by [#awaitMessages]
  public ObligingBroker(int messages) throws IOException {
    door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    published = new CountDownLatch(messages);
    Thread.ofPlatform().daemon().name("obliging-broker").start(this::serve);
  }

  public String uri() {
    return "tcp://127.0.0.1:" + door.getLocalPort();
  }

  public boolean awaitMessages(long seconds) throws InterruptedException {
    return published.await(seconds, TimeUnit.SECONDS);
  }

  private void serve() {
    try (Socket client = door.accept();
        var in = new DataInputStream(client.getInputStream());
        OutputStream out = client.getOutputStream()) {
      while (true) {
        int first = in.readUnsignedByte();
        byte[] body = in.readNBytes(length(in));
        out.write(answer(first, body));
        out.flush();
      }
    } catch (IOException e) {
      log.debug("rehearsal's connection ended why=\"{}\"", e.getMessage());
    }
  }

  private byte[] answer(int first, byte[] body) {
    return switch (first >> 4) {
      case CONNECT -> bytes(0x20, 3, 0, 0, 0);
      case SUBSCRIBE -> bytes(0x90, 4, body[0], body[1], 0, 1);
      case PING -> bytes(0xD0, 0);
      case PUBLISH -> {
        published.countDown();
        int topic = (body[0] & 0xFF) << 8 | body[1] & 0xFF;
        yield (first & QOS_BITS) == 0 ? bytes() : bytes(0x40, 2, body[topic + 2], body[topic + 3]);
      }
      default -> bytes();
    };
  }

  private static int length(DataInputStream in) throws IOException {
    int length = 0;
    for (int shift = 0; ; shift += 7) {
      int digit = in.readUnsignedByte();
      length |= (digit & 0x7F) << shift;
      if (digit < 0x80) {
        return length;
      }
    }
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  @Override
  public void close() throws IOException {
    door.close();
  }
}
