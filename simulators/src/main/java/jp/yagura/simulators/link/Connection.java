package jp.yagura.simulators.link;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOption;
import java.util.function.BiFunction;

/// Both ends and both directions of one connection through a link. Touched on its event loop only.
final class Connection {
  private final Channel near;
  private final Channel far;
  private final Strand up;
  private final Strand down;

  Connection(
      Channel near,
      Channel far,
      BiFunction<Channel, Channel, Strand> upward,
      BiFunction<Channel, Channel, Strand> downward) {
    this.near = near;
    this.far = far;
    up = upward.apply(near, far);
    down = downward.apply(far, near);
    near.pipeline().addLast(up);
    far.pipeline().addLast(down);
    // whatever still travels towards an end that is gone has no place to arrive at
    near.closeFuture().addListener(_ -> down.drop());
    far.closeFuture().addListener(_ -> up.drop());
  }

  void open(long upHandshakeNanos, long downHandshakeNanos) {
    up.open(upHandshakeNanos);
    down.open(downHandshakeNanos);
  }

  void freeze() {
    up.freeze();
    down.freeze();
  }

  void thaw() {
    up.thaw();
    down.thaw();
  }

  /// Ends it at once, and tells both sides that it was no proper end.
  void reset() {
    reset(near);
    reset(far);
  }

  void whenOver(Runnable then) {
    ChannelFutureListener look =
        (ChannelFuture _) -> {
          if (!near.isOpen() && !far.isOpen()) {
            then.run();
          }
        };
    near.closeFuture().addListener(look);
    far.closeFuture().addListener(look);
  }

  Traffic traffic() {
    return new Traffic(up.carried(), down.carried());
  }

  private static void reset(Channel end) {
    if (end.isOpen()) {
      end.config().setOption(ChannelOption.SO_LINGER, 0);
      Link.end(end);
    }
  }
}
