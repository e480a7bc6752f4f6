package jp.yagura.agent.uplink;

import java.io.IOException;
import java.io.InputStream;
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
import org.jspecify.annotations.Nullable;

/// Makes the factories of TLS sockets.
final class TlsContexts {
  /// The store lives in memory only.
  private static final char[] NO_PASSWORD = {};

  private TlsContexts() {}

  /// Trusts the system's authorities or, where the site file names some, only those.
  static SSLSocketFactory trusting(Optional<Path> caFile) throws LinkException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      KeyStore named = caFile.isPresent() ? keyStoreOf(caFile.get()) : null;
      context.init(null, trust(named).getTrustManagers(), null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException | IOException e) {
      throw unusable(e);
    }
  }

  /// For an enrolled box: shows its certificate, and trusts the authority that has signed it beside
  /// what the site file names.
  static SSLSocketFactory showing(Identity identity, Optional<Path> caFile) throws LinkException {
    try {
      KeyStore own = empty();
      own.setKeyEntry(
          "box", identity.key(), NO_PASSWORD, new Certificate[] {identity.certificate()});
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(own, NO_PASSWORD);
      KeyStore trusted = caFile.isPresent() ? keyStoreOf(caFile.get()) : empty();
      trusted.setCertificateEntry("headquarters", identity.authority());
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), trust(trusted).getTrustManagers(), null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException | IOException e) {
      throw unusable(e);
    }
  }

  private static TrustManagerFactory trust(@Nullable KeyStore authorities)
      throws GeneralSecurityException {
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(authorities);
    return trust;
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

  private static LinkException unusable(Exception e) {
    return new LinkException("certificates cannot be used: " + e.getMessage(), e);
  }
}
