package jp.yagura.command.site;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import jp.yagura.shared.id.SiteAddress;

/**
 * Admits a device by the secret it was given. A secret is 256 random bits, so a plain digest
 * protects it: there is nothing to guess.
 */
@Singleton
final class DeviceSecrets implements DeviceGate {

  private static final String NOBODY = "0".repeat(64);

  private final Sites sites;

  DeviceSecrets(Sites sites) {
    this.sites = sites;
  }

  @Override
  public Optional<SiteAddress> admit(String username, byte[] password) {
    Optional<SiteAddress> address = address(username);
    String expected = address.flatMap(sites::deviceSecretSha256).orElse(NOBODY);
    boolean right =
        MessageDigest.isEqual(
            expected.getBytes(StandardCharsets.US_ASCII),
            sha256(password).getBytes(StandardCharsets.US_ASCII));
    return right ? address : Optional.empty();
  }

  private static Optional<SiteAddress> address(String username) {
    try {
      return Optional.of(SiteAddress.parse(username));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String sha256(byte[] secret) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(secret));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
