package jp.yagura.agent.uplink;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.util.Optional;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import jp.yagura.agent.meter.Meter;

/// TLS over a metered connection, so that records and handshakes are counted too. To the MQTT
/// client it is a socket like any other: when it is connected, the broker has shown a certificate
/// that we trust.
final class MeteredTlsSocket extends Socket {
  private final MeteredSocket below;
  private final Trust trust;
  private Optional<SSLSocket> secure = Optional.empty();

  MeteredTlsSocket(Optional<Source> source, Meter meter, Trust trust) {
    this.below = new MeteredSocket(source, meter);
    this.trust = trust;
  }

  @Override
  public void connect(SocketAddress to, int timeoutMillis) throws IOException {
    Trust.Given given = trust.now();
    below.connect(to, timeoutMillis);
    InetSocketAddress broker = (InetSocketAddress) to;
    try {
      SSLSocket socket =
          (SSLSocket)
              given.sockets().createSocket(below, broker.getHostString(), broker.getPort(), true);
      if (given.checksName()) {
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
      }
      socket.setSoTimeout(timeoutMillis);
      socket.startHandshake();
      secure = Optional.of(socket);
    } catch (IOException e) {
      below.close();
      throw e;
    }
  }

  private SSLSocket secure() throws SocketException {
    return secure.orElseThrow(() -> new SocketException("not connected"));
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return secure().getInputStream();
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    return secure().getOutputStream();
  }

  @Override
  public void setSoTimeout(int millis) throws SocketException {
    secure().setSoTimeout(millis);
  }

  @Override
  public int getSoTimeout() throws SocketException {
    return secure().getSoTimeout();
  }

  @Override
  public boolean isConnected() {
    return below.isConnected();
  }

  @Override
  public boolean isClosed() {
    return below.isClosed();
  }

  /// Not by TLS's own good-bye, which may wait for a line that is dead.
  @Override
  public void close() throws IOException {
    below.close();
  }
}
