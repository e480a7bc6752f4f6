package jp.yagura.agent.uplink;

import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import org.jspecify.annotations.Nullable;

/// A certificate that is not valid yet, or no more, on a box without a battery for its clock most
/// often means that the clock is wrong. What TLS itself says of it helps nobody on a ladder.
final class WrongClock {
  static final String SENTENCE =
      "証明書の有効期間の外です。この装置の時計（下の clock）を確かめてください"
          + " / outside the time of a certificate: check the clock of this box";

  private WrongClock() {}

  static boolean isBehind(@Nullable Throwable trouble) {
    Throwable cause = trouble;
    for (int depth = 0; cause != null && depth < 20; depth++) {
      if (cause instanceof CertificateNotYetValidException
          || cause instanceof CertificateExpiredException) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }
}
