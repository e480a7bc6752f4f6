package jp.yagura.command.device;

import java.security.cert.X509Certificate;
import java.util.Optional;
import jp.yagura.shared.id.SiteAddress;

/**
 * Knows the certificates of the boxes. Asked on a network thread at each connect, so it answers
 * from memory.
 */
public interface CertificateGate {

  /** Whose box this is; empty if we have not made this certificate, or have revoked it. */
  Optional<SiteAddress> admit(X509Certificate certificate);

  /** Whether this site may still come by name and password. */
  boolean mayUsePassword(SiteAddress site);
}
