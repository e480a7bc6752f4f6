package jp.yagura.agent.uplink;

import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;

/// Trusts public authorities, or those of a file, and shows nothing of its own.
record AuthorityTrust(SSLSocketFactory sockets) implements Trust {

  static AuthorityTrust of(Optional<Path> caFile) throws LinkException {
    return new AuthorityTrust(TlsContexts.trusting(caFile));
  }

  @Override
  public Given now() {
    return new Given(sockets, true);
  }
}
