package jp.yagura.agent;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// The cables of several bearers, told apart by the address a connection comes from. One that is
/// cut swallows what goes either way and says nothing, as a real one does; when it is whole again,
/// what TCP has kept goes on.
final class Cables implements AutoCloseable {
  private final ServerSocket door;
  private final int broker;
  private final Set<String> cut = ConcurrentHashMap.newKeySet();
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition healed = lock.newCondition();

  Cables(int brokerPort) throws IOException {
    broker = brokerPort;
    door = new ServerSocket();
    door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    Thread.ofVirtual().start(this::welcome);
  }

  String uri() {
    return "tcp://127.0.0.1:" + door.getLocalPort();
  }

  void cut(String source) {
    cut.add(source);
  }

  void heal(String source) {
    lock.lock();
    try {
      cut.remove(source);
      healed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// A new connection over a cable that is cut is not refused: it is not answered.
  private void welcome() {
    try {
      while (true) {
        Socket agent = door.accept();
        String source = agent.getInetAddress().getHostAddress();
        Socket further = new Socket(InetAddress.getLoopbackAddress(), broker);
        agent.setTcpNoDelay(true);
        further.setTcpNoDelay(true);
        sockets.add(agent);
        sockets.add(further);
        Thread.ofVirtual().start(() -> handOn(agent, further, source));
        Thread.ofVirtual().start(() -> handOn(further, agent, source));
      }
    } catch (IOException closed) {
      // the test is over
    }
  }

  private void handOn(Socket from, Socket to, String source) {
    try (from;
        to;
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      byte[] bytes = new byte[8192];
      for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
        awaitWhole(source);
        out.write(bytes, 0, count);
      }
      awaitWhole(source); // nor does a hang-up get through
    } catch (IOException closed) {
      // either side has hung up, and so do we
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void awaitWhole(String source) throws InterruptedException {
    lock.lock();
    try {
      while (cut.contains(source)) {
        healed.await();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
