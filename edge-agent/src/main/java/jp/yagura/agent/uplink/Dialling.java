package jp.yagura.agent.uplink;

import java.time.Duration;
import jp.yagura.shared.wire.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What takes time at the beginning and at the end of a connection, done beside the uplink's
/// thread: while one road is being tried, another carries alarms.
final class Dialling {
  private static final Logger log = LoggerFactory.getLogger(Dialling.class);
  private static final Duration PATIENCE = Duration.ofSeconds(14);
  private static final Duration PATIENCE_AT_THE_END = Duration.ofSeconds(2);

  private final Line line;
  private final Common common;
  private final Session session;

  Dialling(Line line, Common common, Session session) {
    this.line = line;
    this.common = common;
    this.session = session;
  }

  void start(MqttLink.Will will) {
    Thread.ofVirtual().name("dialling " + line.road()).start(() -> dial(will));
  }

  private void dial(MqttLink.Will will) {
    try {
      common.signals().accept(new Signal.Connected(session, made(will)));
    } catch (LinkException e) {
      common.signals().accept(new Signal.Ended(session, String.valueOf(e.getMessage())));
    } catch (RuntimeException e) {
      // A bug in one attempt must not be the end of all of them.
      log.error("attempt failed road=\"{}\"", line.road(), e);
      common.signals().accept(new Signal.Ended(session, e.toString()));
    }
  }

  /// Connected, and answered: it listens to what comes down.
  private MqttLink made(MqttLink.Will will) throws LinkException {
    // One for each bearer: a broker throws out the old connection of an id when a new one comes,
    // and
    // the old one is to stay until the new one has shown that it works.
    String clientId = "yagura-agent/" + common.site().address() + "/" + line.bearer().name();
    MqttLink link = MqttLink.connect(line, clientId, will, PATIENCE, session);
    try {
      link.subscribe(Topics.downlinksOf(common.site().address()), PATIENCE);
      return link;
    } catch (LinkException e) {
      link.close();
      throw e;
    }
  }

  /// @param politely the broker is told, and does not publish the will
  Thread end(MqttLink link, boolean politely) {
    return Thread.ofVirtual().name("leaving " + line.road()).start(() -> leave(link, politely));
  }

  private static void leave(MqttLink link, boolean politely) {
    try (link) {
      if (politely) {
        link.leave(PATIENCE_AT_THE_END);
      }
    } catch (LinkException e) {
      log.debug("no good-bye why=\"{}\"", e.getMessage());
    }
  }
}
