package jp.yagura.agent.uplink;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Optional;
import javax.net.SocketFactory;
import jp.yagura.agent.meter.Meter;

/// Makes the sockets of one road: bound to its bearer, counted, and by TLS where the broker wants
/// it.
final class BearerSockets extends SocketFactory {
  private final Optional<Source> source;
  private final Meter meter;
  private final Optional<Trust> trust;

  BearerSockets(Optional<Source> source, Meter meter, Optional<Trust> trust) {
    this.source = source;
    this.meter = meter;
    this.trust = trust;
  }

  @Override
  public Socket createSocket() {
    return trust
        .<Socket>map(t -> new MeteredTlsSocket(source, meter, t))
        .orElseGet(() -> new MeteredSocket(source, meter));
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  /// What a caller would bind to is not asked: a road has its own source.
  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    return createSocket(host, port);
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    return createSocket(host, port);
  }

  private Socket connected(InetSocketAddress to) throws IOException {
    Socket socket = createSocket();
    socket.connect(to, 0);
    return socket;
  }
}
