package jp.yagura.agent.uplink;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;
import jp.yagura.agent.identity.Identity;
import jp.yagura.agent.identity.IdentityHolder;

/// Shows this box's certificate. When the identity is renewed the next connection shows the new
/// one; until then one context serves all.
final class EnrolledTrust implements Trust {
  private final Optional<Path> caFile;
  private final IdentityHolder identities;
  private Optional<Shown> shown = Optional.empty();

  private record Shown(Identity identity, SSLSocketFactory sockets) {}

  EnrolledTrust(Optional<Path> caFile, IdentityHolder identities) {
    this.caFile = caFile;
    this.identities = identities;
  }

  /// Our own authority gives certificates of servers to headquarters only, so whoever has one is
  /// headquarters, by whatever name or address this box reaches it.
  @Override
  public synchronized Given now() throws IOException {
    Identity present =
        identities.present().orElseThrow(() -> new IOException("this box is not enrolled"));
    if (shown.filter(before -> before.identity().equals(present)).isEmpty()) {
      try {
        shown = Optional.of(new Shown(present, TlsContexts.showing(present, caFile)));
      } catch (LinkException e) {
        throw new IOException(e.getMessage(), e);
      }
    }
    return new Given(shown.orElseThrow().sockets(), caFile.isPresent());
  }

  @Override
  public synchronized void worked() {
    shown.map(Shown::identity).ifPresent(identities::worked);
  }

  @Override
  public synchronized void failed() {
    shown.map(Shown::identity).ifPresent(identities::failed);
  }
}
