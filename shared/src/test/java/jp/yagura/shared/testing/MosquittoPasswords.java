package jp.yagura.shared.testing;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/// Mosquitto's password file (`$7$`: PBKDF2 with SHA-512), written without its helper program,
/// which a container has and this machine may not.
final class MosquittoPasswords {
  private static final int ROUNDS = 101;
  private static final int HASH_BITS = 512;
  private static final int SALT_BYTES = 12;

  private MosquittoPasswords() {}

  static String file(Map<String, String> passwords) {
    return passwords.entrySet().stream()
        .map(entry -> entry.getKey() + ":" + hash(entry.getValue()) + "\n")
        .collect(Collectors.joining());
  }

  private static String hash(String password) {
    byte[] salt = new byte[SALT_BYTES];
    new SecureRandom().nextBytes(salt);
    try {
      byte[] hash =
          SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
              .generateSecret(new PBEKeySpec(password.toCharArray(), salt, ROUNDS, HASH_BITS))
              .getEncoded();
      Base64.Encoder base64 = Base64.getEncoder();
      return "$7$" + ROUNDS + "$" + base64.encodeToString(salt) + "$" + base64.encodeToString(hash);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has PBKDF2WithHmacSHA512", e);
    }
  }
}
