package jp.yagura.command.telemetry.ingest;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import jp.yagura.command.site.Site;
import jp.yagura.command.site.Sites;
import jp.yagura.command.telemetry.ingest.Arrival.Odd;
import jp.yagura.command.telemetry.ingest.Arrival.Understood;
import jp.yagura.shared.wire.Decoded;
import jp.yagura.shared.wire.Direction;
import jp.yagura.shared.wire.Topic;
import jp.yagura.shared.wire.UpMessage;
import jp.yagura.shared.wire.Wire;

/** Bytes from anybody to a message from a site we know. */
@Singleton
final class MessageReader {

  private final Sites sites;

  MessageReader(Sites sites) {
    this.sites = sites;
  }

  Arrival read(String topicText, byte[] payload, boolean retained, Instant receivedAt) {
    Optional<Topic> topic = Topic.parse(topicText).filter(t -> t.direction() == Direction.UP);
    if (topic.isEmpty()) {
      return new Odd(topicText, Oddity.FOREIGN_TOPIC, "", payload, receivedAt);
    }
    Optional<Site> site = sites.at(topic.get().address());
    if (site.isEmpty()) {
      return new Odd(topicText, Oddity.UNKNOWN_SITE, "", payload, receivedAt);
    }
    return switch (Wire.decodeUp(topic.get().kind(), payload)) {
      case Decoded.Accepted<UpMessage>(UpMessage message) ->
          new Understood(site.get(), message, topicText, payload, retained, receivedAt);
      case Decoded.Refused<UpMessage>(Decoded.Reason reason, String detail) ->
          new Odd(topicText, oddity(reason), reason + ": " + detail, payload, receivedAt);
    };
  }

  private static Oddity oddity(Decoded.Reason reason) {
    return reason == Decoded.Reason.TOO_LARGE ? Oddity.OVERSIZED : Oddity.MALFORMED;
  }
}
