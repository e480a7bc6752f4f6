package jp.yagura.agent.uplink;

import java.util.Optional;
import javax.net.SocketFactory;
import jp.yagura.agent.identity.IdentityHolder;
import jp.yagura.agent.site.BrokerConfig;

/// One entry of the list of brokers, with what lasts from one connection to it to the next.
///
/// @param enrolled where this box shows its certificate, and needs no password
record Broker(
    BrokerConfig config, SocketFactory sockets, Optional<EnrolledSocketFactory> enrolled) {

  static Broker of(BrokerConfig config, IdentityHolder identity) throws LinkException {
    if (config.encrypted() && identity.present().isPresent()) {
      var sockets = new EnrolledSocketFactory(config.caFile(), identity);
      return new Broker(config, sockets, Optional.of(sockets));
    }
    if (config.username().isEmpty()) {
      throw new LinkException(
          "この装置はまだ登録されていません（agent enroll） / this box is not enrolled yet: run agent enroll");
    }
    SocketFactory sockets =
        config.encrypted()
            ? PromptTlsSocketFactory.trusting(config.caFile())
            : new PromptSocketFactory();
    return new Broker(config, sockets, Optional.empty());
  }

  /// A connection was made.
  void worked() {
    enrolled.ifPresent(EnrolledSocketFactory::worked);
  }

  /// None could be made.
  void failed() {
    enrolled.ifPresent(EnrolledSocketFactory::failed);
  }
}
