package jp.yagura.agent.uplink;

import javax.net.SocketFactory;
import jp.yagura.agent.site.BrokerConfig;

/// One entry of the list of brokers, with what lasts from one connection to it to the next.
record Broker(BrokerConfig config, SocketFactory sockets) {

  static Broker of(BrokerConfig config) throws LinkException {
    return new Broker(
        config,
        config.encrypted()
            ? PromptTlsSocketFactory.trusting(config.caFile())
            : new PromptSocketFactory());
  }
}
