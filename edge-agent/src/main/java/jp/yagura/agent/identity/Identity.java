package jp.yagura.agent.identity;

import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;

/// @param authority who has signed the certificate, and whom we believe that it is headquarters
/// @param orderKey by which orders are checked
public record Identity(
    PrivateKey key, X509Certificate certificate, X509Certificate authority, PublicKey orderKey) {

  Identity renewed(PrivateKey newKey, X509Certificate newCertificate) {
    return new Identity(newKey, newCertificate, authority, orderKey);
  }

  public Instant validUntil() {
    return certificate.getNotAfter().toInstant();
  }

  /// Whether a third of its life, or less, is left.
  public boolean isDue(Instant now) {
    Instant from = certificate.getNotBefore().toInstant();
    return now.isAfter(validUntil().minus(Duration.between(from, validUntil()).dividedBy(3)));
  }

  /// Without the key: this is what log lines show.
  @Override
  public String toString() {
    return certificate.getSubjectX500Principal().getName() + " until " + validUntil();
  }
}
