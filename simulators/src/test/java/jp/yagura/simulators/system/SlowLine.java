package jp.yagura.simulators.system;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// A road to a broker that carries few bytes a second upwards, and can be cut.
final class SlowLine implements AutoCloseable {

  private static final int PARCEL = 512;

  private final ServerSocket door;
  private final int target;
  private final int bytesPerSecond;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicLong up = new AtomicLong();

  private SlowLine(ServerSocket door, int target, int bytesPerSecond) {
    this.door = door;
    this.target = target;
    this.bytesPerSecond = bytesPerSecond;
  }

  /// @param target port on this machine
  static SlowLine to(int target, int bytesPerSecond) {
    try {
      var line =
          new SlowLine(
              new ServerSocket(0, 5, InetAddress.getLoopbackAddress()), target, bytesPerSecond);
      Thread.ofVirtual().start(line::welcome);
      return line;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return door.getLocalPort();
  }

  long bytesUp() {
    return up.get();
  }

  /// Whoever is connected no longer is; who comes again is welcome.
  void cut() {
    open.forEach(SlowLine::end);
  }

  private void welcome() {
    while (!door.isClosed()) {
      try {
        Socket near = door.accept();
        Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
        open.add(near);
        open.add(far);
        Thread.ofVirtual().start(() -> carry(near, far, true));
        Thread.ofVirtual().start(() -> carry(far, near, false));
      } catch (IOException e) {
        // the door was closed, or nobody listens there yet: who came comes again
      }
    }
  }

  private void carry(Socket from, Socket to, boolean slowly) {
    byte[] parcel = new byte[PARCEL];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int n = in.read(parcel); n >= 0; n = in.read(parcel)) {
        if (slowly) {
          up.addAndGet(n);
          LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(n) / bytesPerSecond);
        }
        out.write(parcel, 0, n);
      }
    } catch (IOException e) {
      // one end is gone; so is the other now
    } finally {
      end(from);
      end(to);
    }
  }

  private static void end(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      door.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    cut();
  }
}
