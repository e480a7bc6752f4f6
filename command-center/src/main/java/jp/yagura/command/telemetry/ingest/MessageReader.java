package jp.yagura.command.telemetry.ingest;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
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

  /** The few topics that registered sites use are met again and again. */
  private final Map<String, Topic> known = new ConcurrentHashMap<>();

  MessageReader(Sites sites) {
    this.sites = sites;
  }

  Arrival read(String topicText, byte[] payload, boolean retained, Instant receivedAt) {
    Optional<Topic> topic = topic(topicText);
    if (topic.isEmpty()) {
      return new Odd(topicText, Oddity.FOREIGN_TOPIC, "", payload, receivedAt);
    }
    Optional<Site> site = sites.at(topic.get().address());
    if (site.isEmpty()) {
      return new Odd(topicText, Oddity.UNKNOWN_SITE, "", payload, receivedAt);
    }
    known.putIfAbsent(topicText, topic.get());
    return switch (Wire.decodeUp(topic.get().kind(), payload)) {
      case Decoded.Accepted<UpMessage>(UpMessage message) ->
          new Understood(site.get(), message, topicText, payload, retained, receivedAt);
      case Decoded.Refused<UpMessage>(Decoded.Reason reason, String detail) ->
          new Odd(topicText, oddity(reason), reason + ": " + detail, payload, receivedAt);
    };
  }

  private Optional<Topic> topic(String text) {
    Topic met = known.get(text);
    return met == null
        ? Topic.parse(text).filter(topic -> topic.direction() == Direction.UP)
        : Optional.of(met);
  }

  private static Oddity oddity(Decoded.Reason reason) {
    return reason == Decoded.Reason.TOO_LARGE ? Oddity.OVERSIZED : Oddity.MALFORMED;
  }
}
