package jp.yagura.agent.uplink;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;
import jp.yagura.agent.identity.Identity;
import jp.yagura.agent.identity.IdentityHolder;

/// TLS sockets that show this box's certificate. When the identity is renewed the next socket shows
/// the new one; until then one context serves all, as it remembers TLS sessions.
final class EnrolledSocketFactory extends SSLSocketFactory {
  private final Optional<Path> caFile;
  private final IdentityHolder identities;
  private Optional<Shown> shown = Optional.empty();

  private record Shown(Identity identity, SSLSocketFactory sockets) {}

  EnrolledSocketFactory(Optional<Path> caFile, IdentityHolder identities) {
    this.caFile = caFile;
    this.identities = identities;
  }

  synchronized void worked() {
    shown.map(Shown::identity).ifPresent(identities::worked);
  }

  synchronized void failed() {
    shown.map(Shown::identity).ifPresent(identities::failed);
  }

  private synchronized SSLSocketFactory sockets() throws IOException {
    Identity present =
        identities.present().orElseThrow(() -> new IOException("this box is not enrolled"));
    if (shown.filter(before -> before.identity().equals(present)).isEmpty()) {
      try {
        shown = Optional.of(new Shown(present, PromptTlsSocketFactory.showing(present, caFile)));
      } catch (LinkException e) {
        throw new IOException(e.getMessage(), e);
      }
    }
    return shown.orElseThrow().sockets();
  }

  @Override
  public Socket createSocket() throws IOException {
    return sockets().createSocket();
  }

  @Override
  public Socket createSocket(Socket below, String host, int port, boolean autoClose)
      throws IOException {
    return sockets().createSocket(below, host, port, autoClose);
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return sockets().createSocket(host, port);
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    return sockets().createSocket(host, port, local, localPort);
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return sockets().createSocket(host, port);
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    return sockets().createSocket(host, port, local, localPort);
  }

  @Override
  public String[] getDefaultCipherSuites() {
    return suites();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return suites();
  }

  private static String[] suites() {
    return ((SSLSocketFactory) SSLSocketFactory.getDefault()).getSupportedCipherSuites();
  }
}
