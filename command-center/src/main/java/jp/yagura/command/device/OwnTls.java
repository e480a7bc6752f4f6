package jp.yagura.command.device;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.GeneralName;

/**
 * What the embedded broker needs to be known by our boxes and to know them, made anew at each
 * start: a certificate of its own where the municipality has given it none, and whom it believes.
 */
@Singleton
public final class OwnTls {

  private final Authority authority;
  private final DeviceConfig config;
  private final Path folder;
  private final SecureRandom random = new SecureRandom();

  /** A key store file with its password. */
  public record Store(Path file, String password) {}

  OwnTls(Authority authority, DeviceConfig config, @Value("${yagura.data}") Path data) {
    this.authority = authority;
    this.config = config;
    this.folder = data.resolve("broker");
  }

  /** Our server's key and certificate. */
  public Store server() {
    try {
      KeyPair keys = Keys.newCertificateKey();
      X509Certificate certificate = authority.certifyServer(keys.getPublic(), names());
      KeyStore store = empty();
      String password = password();
      store.setKeyEntry(
          "broker",
          keys.getPrivate(),
          password.toCharArray(),
          new Certificate[] {certificate, authority.certificate()});
      return write("server.p12", store, password);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("the broker's certificate could not be made", e);
    }
  }

  /** Whose certificates of boxes are looked at, at all. */
  public Store believed() {
    try {
      KeyStore store = empty();
      store.setCertificateEntry("authority", authority.certificate());
      return write("devices.p12", store, password());
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("the list of authorities could not be written", e);
    }
  }

  private List<GeneralName> names() throws IOException {
    Set<String> dns = new LinkedHashSet<>(List.of("localhost"));
    Set<String> addresses = new LinkedHashSet<>();
    dns.add(InetAddress.getLocalHost().getHostName());
    NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .map(address -> address.getHostAddress().replaceAll("%.*", ""))
        .forEach(addresses::add);
    config.names().orElse(List.of()).forEach(name -> (isAddress(name) ? addresses : dns).add(name));
    return Stream.concat(
            dns.stream().map(name -> new GeneralName(GeneralName.dNSName, name)),
            addresses.stream().map(ip -> new GeneralName(GeneralName.iPAddress, ip)))
        .toList();
  }

  private static boolean isAddress(String name) {
    try {
      return InetAddress.ofLiteral(name).getAddress().length > 0;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private Store write(String name, KeyStore store, String password)
      throws IOException, GeneralSecurityException {
    var bytes = new ByteArrayOutputStream();
    store.store(bytes, password.toCharArray());
    Files.createDirectories(folder);
    Path file = folder.resolve(name);
    PrivateFiles.write(file, bytes.toByteArray());
    return new Store(file, password);
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private String password() {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
