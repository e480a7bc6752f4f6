package jp.yagura.simulators.link;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// One direction of one connection: what is read at its near end comes out at the other, unchanged,
/// in order, and when the lane says so. It holds no more than the lane takes; beyond that the near
/// end is not read, and its sender feels it.
final class Strand extends ChannelInboundHandlerAdapter {

  /// @param bytes none at the end of the stream
  private record Segment(ByteBuf bytes, long arrivesAt, boolean last) {}

  private final Lane lane;
  private final Channel from;
  private final Channel to;
  private final LongAdder carriedByAll;
  private final LongAdder carried = new LongAdder();
  private final Deque<Segment> onTheWay = new ArrayDeque<>();
  private long held;
  private long notBefore;
  private long lastArrival;
  private long stalledUntil;
  private boolean open;
  private boolean frozen;
  private boolean dropped;
  private @Nullable ScheduledFuture<?> alarm;

  Strand(Lane lane, Channel from, Channel to, LongAdder carriedByAll) {
    this.lane = lane;
    this.from = from;
    this.to = to;
    this.carriedByAll = carriedByAll;
  }

  long carried() {
    return carried.sum();
  }

  /// Begins to read, now that there is another end.
  ///
  /// @param handshakeNanos what the first byte waits for the connection to be made
  void open(long handshakeNanos) {
    open = true;
    notBefore = lane.now() + handshakeNanos;
    readAsMayBe();
  }

  /// Nothing is read and nothing comes out until [#thaw].
  void freeze() {
    frozen = true;
    readAsMayBe();
    stopAlarm();
  }

  /// Goes on where it stopped. What was on the way has been lost, and TCP sends it again when its
  /// patience is over.
  void thaw() {
    frozen = false;
    stalledUntil = onTheWay.isEmpty() ? 0 : lane.now() + lane.timeoutNanos();
    readAsMayBe();
    deliver();
  }

  /// Forgets what is on the way: there is nobody any more to whom it could come.
  void drop() {
    dropped = true;
    readAsMayBe();
    stopAlarm();
    onTheWay.forEach(segment -> segment.bytes().release());
    onTheWay.clear();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object read) {
    ByteBuf bytes = (ByteBuf) read;
    held += bytes.readableBytes();
    while (bytes.isReadable()) {
      int length = Math.min(lane.segmentBytes(), bytes.readableBytes());
      long arrivesAt = lane.carry(Math.max(lane.now(), notBefore), length);
      put(bytes.readRetainedSlice(length), arrivesAt, false);
    }
    bytes.release();
    readAsMayBe();
    deliver();
  }

  /// The end of a stream travels behind its last byte.
  @Override
  public void channelInactive(ChannelHandlerContext context) {
    put(Unpooled.EMPTY_BUFFER, lane.now() + lane.travelNanos(), true);
    deliver();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    // a connection that breaks is what links are for; both its ends see it
    Link.end(from);
  }

  private void put(ByteBuf bytes, long arrivesAt, boolean last) {
    if (dropped) {
      bytes.release();
      return;
    }
    lastArrival = Math.max(arrivesAt, lastArrival);
    onTheWay.add(new Segment(bytes, lastArrival, last));
  }

  private void deliver() {
    if (frozen || dropped) {
      return;
    }
    long now = lane.now();
    boolean anything = false;
    for (Segment head = onTheWay.peek(); head != null; head = onTheWay.peek()) {
      long wait = Math.max(head.arrivesAt(), stalledUntil) - now;
      if (wait > 0) {
        wakeIn(wait);
        break;
      }
      onTheWay.remove();
      write(head);
      anything = true;
    }
    if (anything) {
      to.flush();
    }
  }

  private void write(Segment segment) {
    if (segment.last()) {
      // an empty write: it is done when everything before it has reached the socket
      var unused = to.write(segment.bytes()).addListener(ChannelFutureListener.CLOSE);
      return;
    }
    int length = segment.bytes().readableBytes();
    var unused =
        to.write(segment.bytes())
            .addListener(
                written -> {
                  held -= length;
                  if (written.isSuccess()) {
                    carried.add(length);
                    carriedByAll.add(length);
                    readAsMayBe();
                  } else {
                    Link.end(from);
                  }
                });
  }

  private void wakeIn(long nanos) {
    if (alarm == null) {
      alarm =
          from.eventLoop()
              .schedule(
                  () -> {
                    alarm = null;
                    deliver();
                  },
                  nanos,
                  TimeUnit.NANOSECONDS);
    }
  }

  private void stopAlarm() {
    if (alarm != null) {
      alarm.cancel(false);
      alarm = null;
    }
  }

  private void readAsMayBe() {
    if (!from.isOpen() || !from.isRegistered()) {
      return; // gone, and in no state to be asked
    }
    from.config().setAutoRead(open && !frozen && !dropped && held < lane.mostBytes());
  }
}
