package jp.yagura.simulators.fleet;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A device's line to its broker: one link after the other, dialled again whenever one is lost, for
/// as long as the line is wanted and its cable is whole. Lives on one event loop.
final class Line {
  /// Who the line belongs to; all calls come on the event loop.
  interface Owner {
    /// How the next link introduces its device.
    MqttLink.Introduction introduction();

    void up();

    void arrived(String topic, byte[] payload);

    void roomAgain();

    /// The link is gone, or has not come about.
    ///
    /// @param wanted whether it was lost and not given up
    void down(String why, boolean wanted);
  }

  private final EventLoop loop;
  private final Bootstrap dial;
  private final int window;
  private final Duration keepAlive;
  private final BackOff backOff;
  private final Owner owner;
  private @Nullable MqttLink link;
  private boolean wanted;
  private boolean severed;
  private boolean pausing;

  Line(EventLoop loop, Bootstrap dial, FleetOptions options, BackOff backOff, Owner owner) {
    this.loop = loop;
    this.dial = dial;
    this.window = options.window();
    this.keepAlive = options.keepAlive();
    this.backOff = backOff;
    this.owner = owner;
  }

  /// The link of the moment, if there is one; it may still be connecting.
  @Nullable MqttLink link() {
    return link;
  }

  void open() {
    wanted = true;
    dial();
  }

  /// In good order, and for good.
  void leave() {
    wanted = false;
    if (link != null) {
      link.disconnect();
    }
  }

  void sever() {
    severed = true;
    if (link != null) {
      link.drop("the cable is cut");
    }
  }

  void mend() {
    severed = false;
    dial();
  }

  private void dial() {
    if (!wanted || severed || pausing || link != null) {
      return;
    }
    var next = new MqttLink(owner.introduction(), window, new LinkOwner());
    link = next;
    dial.clone()
        .handler(new MqttPipeline(next, keepAlive))
        .connect()
        .addListener(
            (ChannelFuture dialled) -> {
              if (!dialled.isSuccess()) {
                lost(String.valueOf(dialled.cause().getMessage()));
              }
            });
  }

  private void lost(String why) {
    link = null;
    boolean again = wanted && !severed;
    owner.down(why, again);
    if (again) {
      pausing = true;
      var unused =
          loop.schedule(this::pauseIsOver, backOff.next().toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void pauseIsOver() {
    pausing = false;
    dial();
  }

  private final class LinkOwner implements MqttLink.Owner {
    @Override
    public void linkUp() {
      backOff.succeeded();
      owner.up();
    }

    @Override
    public void arrived(String topic, byte[] payload) {
      owner.arrived(topic, payload);
    }

    @Override
    public void roomAgain() {
      owner.roomAgain();
    }

    @Override
    public void linkDown(String why) {
      lost(why);
    }
  }
}
