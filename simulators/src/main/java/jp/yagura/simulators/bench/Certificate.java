package jp.yagura.simulators.bench;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/// A broker's certificate, made for one run, and the trust of devices in it.
public final class Certificate {
  private static final String ALIAS = "broker";
  private static final Duration TO_MAKE = Duration.ofSeconds(60);

  private final Path keyStore;
  private final String password;
  private final SSLContext trust;

  private Certificate(Path keyStore, String password, SSLContext trust) {
    this.keyStore = keyStore;
    this.password = password;
    this.trust = trust;
  }

  /// Makes an elliptic-curve certificate of 127.0.0.1 with the JDK's own tool.
  static Certificate make(Path folder) throws IOException, InterruptedException {
    var file = folder.resolve("broker.p12");
    var password = "only-for-this-run";
    var keytool =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            ALIAS,
            "-keyalg",
            "EC",
            "-groupname",
            "secp256r1",
            "-dname",
            "CN=127.0.0.1",
            "-ext",
            "san=ip:127.0.0.1",
            "-validity",
            "2",
            "-storetype",
            "PKCS12",
            "-keystore",
            file.toString(),
            "-storepass",
            password);
    try (var tool = Program.start("keytool", keytool, folder)) {
      tool.awaitEnd(TO_MAKE);
    }
    if (!Files.exists(file)) {
      throw new IOException("keytool made no certificate; see " + folder);
    }
    try {
      return new Certificate(file, password, trustIn(file, password));
    } catch (GeneralSecurityException e) {
      throw new IOException("the certificate cannot be used", e);
    }
  }

  private static SSLContext trustIn(Path file, String password)
      throws IOException, GeneralSecurityException {
    var own = KeyStore.getInstance(file.toFile(), password.toCharArray());
    var trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry(ALIAS, own.getCertificate(ALIAS));
    var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    var context = SSLContext.getInstance("TLSv1.3");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }

  Path keyStore() {
    return keyStore;
  }

  String password() {
    return password;
  }

  /// A connection through that port, with its handshake done.
  public SSLSocket connect(int port, Duration patience) throws IOException {
    var plain = new Socket("127.0.0.1", port);
    plain.setTcpNoDelay(true);
    plain.setSoTimeout((int) patience.toMillis());
    var socket = (SSLSocket) trust.getSocketFactory().createSocket(plain, "127.0.0.1", port, true);
    var parameters = socket.getSSLParameters();
    parameters.setProtocols(new String[] {"TLSv1.3"});
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }
}
