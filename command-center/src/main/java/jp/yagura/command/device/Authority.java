package jp.yagura.command.device;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import jp.yagura.shared.id.SiteAddress;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Our own small certification authority: it says which box is which tower, and that we are we. Its
 * keys are made when they are first needed and lie in {@code ca} in the data folder. Whoever has
 * them can pass for any tower and order any tower about; without them every box must be enrolled
 * again.
 */
@Singleton
final class Authority {

  private static final Logger log = LoggerFactory.getLogger(Authority.class);
  private static final Duration LIFE = Duration.ofDays(20 * 365);
  private static final Duration SERVER_LIFE = Duration.ofDays(5 * 365);

  /** A clock that is a little behind ours must not find a certificate of the future. */
  private static final Duration BACKDATED = Duration.ofDays(1);

  private static final Duration CRL_LIFE = Duration.ofDays(7);

  private final Path folder;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private Optional<Kept> kept = Optional.empty();

  private record Kept(KeyPair keys, X509Certificate certificate, KeyPair orders) {}

  record Revoked(String serial, Instant at) {}

  Authority(@Value("${yagura.data}") Path data, Clock clock) {
    this.folder = data.resolve("ca");
    this.clock = clock;
  }

  X509Certificate certificate() {
    return kept().certificate();
  }

  /** By it boxes know our orders. */
  KeyPair orderKeys() {
    return kept().orders();
  }

  X509Certificate certify(SiteAddress site, PublicKey key, Duration life) {
    return certify(
        name(site.toString()), key, life, KeyPurposeId.id_kp_clientAuth, Optional.empty());
  }

  X509Certificate certifyServer(PublicKey key, List<GeneralName> names) {
    var san = new GeneralNames(names.toArray(GeneralName[]::new));
    return certify(
        name("Yagura broker"), key, SERVER_LIFE, KeyPurposeId.id_kp_serverAuth, Optional.of(san));
  }

  /** The list of what is not to be believed any more, for brokers elsewhere (PEM). */
  String revocationList(Collection<Revoked> revoked) {
    Kept ours = kept();
    Instant now = clock.instant();
    var list = new X509v2CRLBuilder(issuer(ours), Date.from(now));
    list.setNextUpdate(Date.from(now.plus(CRL_LIFE)));
    revoked.forEach(
        one ->
            list.addCRLEntry(
                new BigInteger(one.serial(), 16), Date.from(one.at()), CRLReason.unspecified));
    try {
      return Pem.write("X509 CRL", list.build(signer(ours.keys())).getEncoded());
    } catch (IOException e) {
      throw new IllegalStateException("a revocation list could not be written", e);
    }
  }

  private X509Certificate certify(
      X500Name subject,
      PublicKey key,
      Duration life,
      KeyPurposeId purpose,
      Optional<GeneralNames> names) {
    Kept ours = kept();
    Instant now = clock.instant();
    try {
      X509v3CertificateBuilder certificate =
          new JcaX509v3CertificateBuilder(
                  issuer(ours),
                  serial(),
                  Date.from(now.minus(BACKDATED)),
                  Date.from(now.plus(life)),
                  subject,
                  key)
              .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
              .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
              .addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
      if (names.isPresent()) {
        certificate.addExtension(Extension.subjectAlternativeName, false, names.get());
      }
      return Keys.certificate(certificate.build(signer(ours.keys())).getEncoded());
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("a certificate could not be made", e);
    }
  }

  private BigInteger serial() {
    return new BigInteger(127, random).setBit(126);
  }

  private static X500Name issuer(Kept ours) {
    return X500Name.getInstance(ours.certificate().getSubjectX500Principal().getEncoded());
  }

  private static X500Name name(String common) {
    return new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, common).build();
  }

  private static ContentSigner signer(KeyPair keys) {
    try {
      return new JcaContentSignerBuilder(Keys.SIGNATURE).build(keys.getPrivate());
    } catch (OperatorCreationException e) {
      throw new IllegalStateException("every Java signs with " + Keys.SIGNATURE, e);
    }
  }

  private synchronized Kept kept() {
    if (kept.isEmpty()) {
      try {
        kept = Optional.of(open());
      } catch (IOException | GeneralSecurityException e) {
        throw new IllegalStateException(
            "the authority's keys in " + folder + " cannot be read or made: " + e, e);
      }
    }
    return kept.get();
  }

  private Kept open() throws IOException, GeneralSecurityException {
    Files.createDirectories(folder);
    KeyPair keys = Keys.kept(folder.resolve("ca.key"), folder.resolve("ca.pub"), "EC");
    KeyPair orders =
        Keys.kept(folder.resolve("orders.key"), folder.resolve("orders.pub"), "Ed25519");
    Path file = folder.resolve("ca.pem");
    if (!Files.exists(file)) {
      X509Certificate made = own(keys);
      PrivateFiles.write(
          file, Pem.write("CERTIFICATE", made.getEncoded()).getBytes(StandardCharsets.US_ASCII));
      log.info("made our own certification authority in {}: keep this folder safe", folder);
    }
    return new Kept(keys, Keys.certificate(Pem.read(Files.readString(file))), orders);
  }

  private X509Certificate own(KeyPair keys) throws GeneralSecurityException, CertIOException {
    Instant now = clock.instant();
    X500Name name = name("Yagura authority");
    try {
      return Keys.certificate(
          new JcaX509v3CertificateBuilder(
                  name,
                  serial(),
                  Date.from(now.minus(BACKDATED)),
                  Date.from(now.plus(LIFE)),
                  name,
                  keys.getPublic())
              .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
              .addExtension(
                  Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
              .build(signer(keys))
              .getEncoded());
    } catch (IOException e) {
      throw new CertIOException("the authority's certificate could not be made", e);
    }
  }
}
