package jp.yagura.agent.uplink;

import java.util.Optional;
import javax.net.SocketFactory;
import jp.yagura.agent.road.Road;
import jp.yagura.agent.site.BearerConfig;
import jp.yagura.agent.site.BrokerConfig;

/// One bearer to one broker, with what lasts from one connection to the next.
///
/// @param trust where TLS is spoken
/// @param showsCertificate whether that is how the broker knows us, and not by a password
record Line(
    Road road,
    BearerConfig bearer,
    BrokerConfig broker,
    SocketFactory sockets,
    Optional<Trust> trust,
    boolean showsCertificate) {

  void worked() {
    trust.ifPresent(Trust::worked);
  }

  void failed() {
    trust.ifPresent(Trust::failed);
  }
}
