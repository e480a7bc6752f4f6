package jp.yagura.agent.uplink;

import java.util.function.Function;
import jp.yagura.agent.outbox.Letter;
import jp.yagura.shared.wire.Topic;
import jp.yagura.shared.wire.Topics;
import jp.yagura.shared.wire.UpMessage;
import jp.yagura.shared.wire.UpMessage.Summary;
import jp.yagura.shared.wire.Wire;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says things over one connection, and remembers of each that it has to be answered. The answers
/// come as signals.
final class Speaker {
  private static final Logger log = LoggerFactory.getLogger(Speaker.class);

  private final MqttLink link;
  private final Session session;
  private final Common common;
  private final Pulse pulse;

  Speaker(MqttLink link, Session session, Common common, Pulse pulse) {
    this.link = link;
    this.session = session;
    this.common = common;
    this.pulse = pulse;
  }

  MqttLink link() {
    return link;
  }

  boolean hasPlace() {
    return link.hasPlace();
  }

  boolean hasPlaceForBulk() {
    return link.hasPlaceForBulk();
  }

  void tell(UpMessage message) throws LinkException {
    publish(message, _ -> new Signal.Answered(session));
  }

  void tell(Summary summary) throws LinkException {
    publish(summary, taken -> new Signal.SummaryAnswered(session, summary, taken));
  }

  /// What care has to tell: answers to orders, logs.
  void answer(UpMessage message) throws LinkException {
    publish(message, taken -> new Signal.CareAnswered(session, message, taken));
  }

  void send(Letter letter) throws LinkException {
    publish(
        Topic.of(common.site().address(), letter.kind()),
        letter.payload(),
        taken ->
            taken
                ? new Signal.Taken(session, letter.stream(), letter.range())
                : new Signal.Refused(session, letter.stream(), letter.range()));
    log.debug("sent stream={} range={}", letter.stream(), letter.range());
  }

  /// Says nothing, and wants an answer.
  void probe() throws LinkException {
    pulse.asked(common.steady().instant());
    link.probe(
        Topics.downlinksOf(common.site().address()),
        _ -> common.signals().accept(new Signal.Answered(session)));
  }

  private void publish(UpMessage message, Function<Boolean, Signal> answer) throws LinkException {
    publish(Topic.of(common.site().address(), message.topicKind()), Wire.encode(message), answer);
  }

  private void publish(Topic topic, byte[] payload, Function<Boolean, Signal> answer)
      throws LinkException {
    boolean isAnswered = !topic.kind().atMostOnce();
    if (isAnswered) {
      pulse.asked(common.steady().instant());
    }
    link.publish(
        topic,
        payload,
        taken -> {
          if (isAnswered) {
            common.signals().accept(answer.apply(taken));
          }
        });
  }
}
