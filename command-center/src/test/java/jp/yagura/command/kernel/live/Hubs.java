package jp.yagura.command.kernel.live;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micronaut.serde.ObjectMapper;
import java.util.List;
import jp.yagura.command.testing.MutableClock;
import jp.yagura.command.testing.Several;

/** Hubs that know one topic. */
final class Hubs {

  private Hubs() {}

  static LiveHub of(LiveTopic topic) {
    return of(topic, 1L << 20);
  }

  /** One that remembers only so much. */
  static LiveHub of(LiveTopic topic, long ringBytes) {
    return new LiveHub(
        new LiveFrames(ObjectMapper.getDefault()),
        MutableClock.atStart(),
        new LiveTopics(new Several<>(List.of(topic))),
        new SimpleMeterRegistry(),
        ringBytes);
  }
}
