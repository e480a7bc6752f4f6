package jp.yagura.simulators.link;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/// One direction of one connection through a cable: what is read here is written to the other end.
final class Strand extends ChannelInboundHandlerAdapter {
  private final Channel otherEnd;
  private final LongAdder carried;
  private final CutCable cable;

  Strand(Channel otherEnd, LongAdder carried, CutCable cable) {
    this.otherEnd = otherEnd;
    this.carried = carried;
    this.cable = cable;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object read) {
    if (cable.isDead()) {
      ReferenceCountUtil.release(read);
      return;
    }
    carried.add(((ByteBuf) read).readableBytes());
    late(() -> carry(read));
  }

  private void carry(Object read) {
    // what cannot be written comes to exceptionCaught of the other end and ends the connection
    var unused = otherEnd.writeAndFlush(read, otherEnd.voidPromise());
  }

  private void late(Runnable work) {
    long millis = cable.delay().toMillis();
    if (millis == 0) {
      work.run();
    } else {
      // one event loop carries both ends and keeps the order of equal delays
      var unused = otherEnd.eventLoop().schedule(work, millis, TimeUnit.MILLISECONDS);
    }
  }

  /// A receiver that cannot keep up holds the sender back, as on a real line.
  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    otherEnd.config().setAutoRead(context.channel().isWritable());
    context.fireChannelWritabilityChanged();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    late(() -> CutCable.end(otherEnd));
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    CutCable.end(context);
  }
}
