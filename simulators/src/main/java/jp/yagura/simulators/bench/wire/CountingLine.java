package jp.yagura.simulators.bench.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/// A piece of cable between one device and its broker that counts what passes. It understands
/// nothing of it, and need not: all is encrypted.
final class CountingLine implements AutoCloseable {
  private static final int BUFFER = 65_536;

  private final ServerSocket deviceSide;
  private final int brokerPort;
  private Traffic passed = Traffic.NONE;

  CountingLine(int brokerPort) throws IOException {
    this.brokerPort = brokerPort;
    deviceSide = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().name("counting-line").start(this::serve);
  }

  int port() {
    return deviceSide.getLocalPort();
  }

  /// What has passed so far, both ways together.
  synchronized Traffic passed() {
    return passed;
  }

  /// Returns when what was said last has passed, which nobody may have answered.
  synchronized void awaitMoreThan(Traffic before) throws IOException {
    try {
      while (passed.equals(before)) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while bytes were on their way", e);
    }
  }

  private synchronized void count(int bytes) {
    passed = passed.plus(new Traffic(bytes, 1));
    notifyAll();
  }

  private void serve() {
    try (var device = deviceSide.accept();
        var broker = new Socket(InetAddress.getLoopbackAddress(), brokerPort)) {
      device.setTcpNoDelay(true);
      broker.setTcpNoDelay(true);
      var up = Thread.ofVirtual().start(() -> carry(device, broker));
      carry(broker, device);
      up.join();
    } catch (IOException e) {
      // the device sees its connection end and says why it matters
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void carry(Socket from, Socket to) {
    var buffer = new byte[BUFFER];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      int length;
      while ((length = in.read(buffer)) >= 0) {
        // counted before it is passed on: who has an answer finds it counted
        count(length);
        out.write(buffer, 0, length);
      }
      to.shutdownOutput();
    } catch (IOException e) {
      // one end is gone, and the other learns of it
      closeQuietly(from);
      closeQuietly(to);
    }
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // it is of no use any more in any case
    }
  }

  @Override
  public void close() throws IOException {
    deviceSide.close();
  }
}
