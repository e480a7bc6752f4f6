package jp.yagura.command.kernel.live;

import java.util.Set;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Sinks;
import reactor.util.concurrent.Queues;

/**
 * One page. What it has not read yet waits in a bounded queue; a page that lets it fill up is
 * dropped and comes back by itself, asking for what it missed. It never makes anybody else wait.
 */
final class LiveSubscriber {

  /** About ten seconds of a very lively stream. */
  private static final int MOST_WAITING_FRAMES = 512;

  private final Set<String> topics;
  private final String session;
  private final Sinks.Many<byte[]> sink =
      Sinks.many().unicast().onBackpressureBuffer(Queues.<byte[]>get(MOST_WAITING_FRAMES).get());
  private final Sinks.Empty<Void> end = Sinks.empty();
  private volatile boolean gone;

  LiveSubscriber(Set<String> topics, String session) {
    this.topics = Set.copyOf(topics);
    this.session = session;
  }

  Set<String> topics() {
    return topics;
  }

  String session() {
    return session;
  }

  Publisher<byte[]> stream() {
    return sink.asFlux().takeUntilOther(end.asMono()).doFinally(_ -> gone = true);
  }

  boolean isGone() {
    return gone;
  }

  /** Hands over a frame; false if the page could not keep up and has been let go. */
  boolean offer(byte[] frame) {
    if (gone) {
      return false;
    }
    if (sink.tryEmitNext(frame).isFailure()) {
      close();
      return false;
    }
    return true;
  }

  /** Ends the stream at once; what still waits is not sent any more. */
  void close() {
    gone = true;
    var _ = end.tryEmitEmpty();
  }
}
