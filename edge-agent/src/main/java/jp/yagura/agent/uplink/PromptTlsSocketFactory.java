package jp.yagura.agent.uplink;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import jp.yagura.agent.identity.Identity;

/// TLS sockets with TCP_NODELAY that trust the system's authorities or, where the site file names
/// some, only those. One factory lives as long as its broker's entry: its context remembers TLS
/// sessions, which makes the next handshake shorter by a third.
final class PromptTlsSocketFactory extends SSLSocketFactory {
  /// The store lives in memory only.
  private static final char[] NO_PASSWORD = {};

  private final SSLSocketFactory inner;

  private PromptTlsSocketFactory(SSLSocketFactory inner) {
    this.inner = inner;
  }

  static PromptTlsSocketFactory trusting(Optional<Path> caFile) throws LinkException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(caFile.isPresent() ? keyStoreOf(caFile.get()) : null);
      context.init(null, trust.getTrustManagers(), null);
      return new PromptTlsSocketFactory(context.getSocketFactory());
    } catch (GeneralSecurityException | IOException e) {
      throw new LinkException("certificates cannot be used: " + e.getMessage(), e);
    }
  }

  /// For an enrolled box: shows its certificate, and trusts the authority that has signed it beside
  /// what the site file names.
  static PromptTlsSocketFactory showing(Identity identity, Optional<Path> caFile)
      throws LinkException {
    try {
      KeyStore own = empty();
      own.setKeyEntry(
          "box", identity.key(), NO_PASSWORD, new Certificate[] {identity.certificate()});
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(own, NO_PASSWORD);
      KeyStore trusted = caFile.isPresent() ? keyStoreOf(caFile.get()) : empty();
      trusted.setCertificateEntry("headquarters", identity.authority());
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
      return new PromptTlsSocketFactory(context.getSocketFactory());
    } catch (GeneralSecurityException | IOException e) {
      throw new LinkException("certificates cannot be used: " + e.getMessage(), e);
    }
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    return store;
  }

  private static KeyStore keyStoreOf(Path caFile) throws GeneralSecurityException, IOException {
    KeyStore store = empty();
    try (InputStream pem = Files.newInputStream(caFile)) {
      int number = 0;
      for (Certificate ca : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
        store.setCertificateEntry("ca-" + number++, ca);
      }
    }
    return store;
  }

  @Override
  public Socket createSocket() throws IOException {
    return prompt(inner.createSocket());
  }

  @Override
  public Socket createSocket(Socket below, String host, int port, boolean autoClose)
      throws IOException {
    return prompt(inner.createSocket(below, host, port, autoClose));
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return prompt(inner.createSocket(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    return prompt(inner.createSocket(host, port, local, localPort));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return prompt(inner.createSocket(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    return prompt(inner.createSocket(host, port, local, localPort));
  }

  @Override
  public String[] getDefaultCipherSuites() {
    return inner.getDefaultCipherSuites();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return inner.getSupportedCipherSuites();
  }

  private static Socket prompt(Socket socket) throws IOException {
    socket.setTcpNoDelay(true);
    return socket;
  }
}
