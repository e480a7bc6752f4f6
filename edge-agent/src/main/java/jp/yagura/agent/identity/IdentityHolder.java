package jp.yagura.agent.identity;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Instant;
import java.util.Optional;
import jp.yagura.shared.id.SiteAddress;
import jp.yagura.shared.wire.Bytes;
import jp.yagura.shared.wire.CareResult.RenewalWanted;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The identity in use. A renewed one is tried with the next connection; the old one is kept until
/// the new one has worked, and used again if it does not.
public final class IdentityHolder {
  private static final Logger log = LoggerFactory.getLogger(IdentityHolder.class);

  /// So many connections in a row that a renewed identity may fail to make.
  private static final int PATIENCE = 3;

  private final SiteAddress site;
  private final IdentityFiles files;
  private Optional<Identity> proven;
  private Optional<Identity> candidate;
  private int failures;

  private IdentityHolder(
      SiteAddress site,
      IdentityFiles files,
      Optional<Identity> proven,
      Optional<Identity> candidate) {
    this.site = site;
    this.files = files;
    this.proven = proven;
    this.candidate = candidate;
  }

  public static IdentityHolder open(SiteAddress site, IdentityFiles files) throws IOException {
    Optional<Identity> proven = files.present();
    return new IdentityHolder(
        site, files, proven, proven.isPresent() ? files.next() : Optional.empty());
  }

  /// Of a box that is not enrolled and will not be.
  public static IdentityHolder none(SiteAddress site) {
    return new IdentityHolder(
        site, new IdentityFiles(Path.of("")), Optional.empty(), Optional.empty());
  }

  /// What to show at the next connection.
  public synchronized Optional<Identity> present() {
    return candidate.or(() -> proven);
  }

  /// A connection was made with `used`.
  public synchronized void worked(Identity used) {
    failures = 0;
    if (candidate.filter(used::equals).isEmpty()) {
      return;
    }
    proven = candidate;
    candidate = Optional.empty();
    log.info("renewed identity works {}", used);
    try {
      files.nextWorks();
    } catch (IOException e) {
      log.warn("renewed identity not kept, it is tried again after a restart why=\"{}\"", e + "");
    }
  }

  /// None could be made with `used`, for whatever reason.
  public synchronized void failed(Identity used) {
    if (candidate.filter(used::equals).isEmpty() || ++failures < PATIENCE) {
      return;
    }
    log.warn("renewed identity does not work, the old one is used again");
    failures = 0;
    candidate = Optional.empty();
    try {
      files.forgetNext();
    } catch (IOException e) {
      log.warn("renewed identity not removed why=\"{}\"", e + "");
    }
  }

  /// What to ask headquarters for, when it is time.
  public synchronized Optional<RenewalWanted> renewal(Instant now)
      throws IOException, GeneralSecurityException {
    if (candidate.isPresent() || proven.isEmpty() || !proven.get().isDue(now)) {
      return Optional.empty();
    }
    byte[] request = Pkcs10.of(site, files.renewingKey());
    return Optional.of(
        new RenewalWanted(
            Bytes.copyOf(request), Bytes.copyOf(KeyTools.sign(proven.get().key(), request))));
  }

  /// Headquarters' answer. Its order was checked; that the certificate is for our key is not yet.
  public synchronized void take(Bytes certificate) throws IOException, GeneralSecurityException {
    Identity old = proven.orElseThrow(() -> new IOException("this box is not enrolled"));
    KeyPair keys = files.renewingKey();
    var given = KeyTools.certificate(certificate.toArray());
    given.verify(old.authority().getPublicKey());
    if (!given.getPublicKey().equals(keys.getPublic())) {
      throw new IOException("the certificate is not for the key it was asked for");
    }
    Identity renewed = old.renewed(keys.getPrivate(), given);
    files.keepNext(renewed);
    candidate = Optional.of(renewed);
    failures = 0;
  }
}
