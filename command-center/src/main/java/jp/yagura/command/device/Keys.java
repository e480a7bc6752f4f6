package jp.yagura.command.device;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;

/** The few kinds of keys there are: ECDSA on P-256 for certificates, Ed25519 for orders. */
final class Keys {

  static final String SIGNATURE = "SHA256withECDSA";

  private Keys() {}

  static KeyPair newCertificateKey() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  /** What is in the two files, which are made if they are not there. */
  static KeyPair kept(Path secret, Path open, String algorithm)
      throws GeneralSecurityException, IOException {
    if (Files.exists(secret)) {
      KeyFactory factory = KeyFactory.getInstance(algorithm);
      return new KeyPair(
          factory.generatePublic(new X509EncodedKeySpec(Pem.read(Files.readString(open)))),
          factory.generatePrivate(new PKCS8EncodedKeySpec(Pem.read(Files.readString(secret)))));
    }
    KeyPair made =
        algorithm.equals("EC")
            ? newCertificateKey()
            : KeyPairGenerator.getInstance(algorithm).generateKeyPair();
    // the open half first: with the secret one there, both are
    write(open, "PUBLIC KEY", made.getPublic().getEncoded());
    write(secret, "PRIVATE KEY", made.getPrivate().getEncoded());
    return made;
  }

  private static void write(Path file, String label, byte[] der) throws IOException {
    PrivateFiles.write(file, Pem.write(label, der).getBytes(StandardCharsets.US_ASCII));
  }

  static X509Certificate certificate(byte[] der) throws GeneralSecurityException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
  }

  static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
