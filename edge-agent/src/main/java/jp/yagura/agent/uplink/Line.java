package jp.yagura.agent.uplink;

import javax.net.SocketFactory;
import jp.yagura.agent.road.Road;
import jp.yagura.agent.site.BearerConfig;
import jp.yagura.agent.site.BrokerConfig;

/// One bearer to one broker, with what lasts from one connection to the next.
record Line(Road road, BearerConfig bearer, BrokerConfig broker, SocketFactory sockets) {}
