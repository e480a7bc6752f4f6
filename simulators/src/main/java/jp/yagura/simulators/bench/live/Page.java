package jp.yagura.simulators.bench.live;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.HdrHistogram.Recorder;

/// One open page: reads the live stream, notes how late it hears of every change of a level, and
/// whether a version is missing. Lives on one event loop.
final class Page extends SimpleChannelInboundHandler<HttpObject> {
  private static final String TOPIC = "levels";

  private final String host;
  private final String cookie;
  private final InstantSource clock;
  private final Recorder delays;
  private final Map<String, Long> versions = new ConcurrentHashMap<>();
  private final CompletableFuture<Void> pictured = new CompletableFuture<>();
  private final EventCutter cutter = new EventCutter(this::heard);
  private volatile long changes;
  private volatile long missed;
  private volatile boolean open = true;

  /// @param delays from commit to here, in microseconds
  Page(String host, String cookie, InstantSource clock, Recorder delays) {
    this.host = host;
    this.cookie = cookie;
    this.clock = clock;
    this.delays = delays;
  }

  /// Done when the page has its first picture of the levels.
  CompletableFuture<Void> pictured() {
    return pictured;
  }

  /// Level items told to this page as changes.
  long changes() {
    return changes;
  }

  /// Versions that were skipped.
  long missed() {
    return missed;
  }

  /// Whether the stream is still there: a page that is too slow is let go.
  boolean isOpen() {
    return open;
  }

  /// The newest version heard of each level.
  Map<String, Long> versions() {
    return Map.copyOf(versions);
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    var request = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/api/live");
    request
        .headers()
        .set(HttpHeaderNames.HOST, host)
        .set(HttpHeaderNames.COOKIE, cookie)
        .set(HttpHeaderNames.ACCEPT, "text/event-stream");
    var unused = context.writeAndFlush(request, context.voidPromise());
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, HttpObject part) {
    if (part instanceof HttpResponse response && response.status().code() != 200) {
      fail(context, new IllegalStateException("the live stream answers " + response.status()));
      return;
    }
    if (part instanceof HttpContent content) {
      int more = content.content().readableBytes();
      var room = cutter.room(more);
      content.content().readBytes(room, cutter.end(), more);
      cutter.grown(more);
    }
    if (part instanceof LastHttpContent) {
      open = false;
    }
  }

  private void heard(EventCutter.Event event) {
    boolean isChange = event.name().equals("change");
    if (!isChange && !event.name().equals("snapshot")) {
      return;
    }
    var reader = new Reader(isChange);
    Items.visit(event, reader);
    reader.end();
  }

  private final class Reader implements Items.Visitor {
    private final boolean isChange;
    private final Map<String, Long> told = new HashMap<>();
    private String topic = "";
    private String at = "";

    Reader(boolean isChange) {
      this.isChange = isChange;
    }

    @Override
    public void item(String id, long version) {
      told.put(id, version);
    }

    @Override
    public void text(String key, String value) {
      switch (key) {
        case "topic" -> topic = value;
        case "at" -> at = value;
        default -> {
          // nothing that this page shows
        }
      }
    }

    void end() {
      if (!topic.equals(TOPIC)) {
        return;
      }
      told.forEach(this::note);
      if (isChange) {
        changes += told.size();
        delays.recordValue(
            Math.max(0, Duration.between(Instant.parse(at), clock.instant()).toNanos() / 1_000));
      } else {
        pictured.complete(null);
      }
    }

    /// What is told twice does no harm; what comes after the next number was missed.
    private void note(String id, long version) {
      long before = versions.getOrDefault(id, version);
      if (isChange && version > before + 1) {
        missed += version - before - 1;
      }
      versions.put(id, Math.max(before, version));
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    open = false;
    pictured.completeExceptionally(new IllegalStateException("the live stream was closed"));
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    fail(context, cause);
  }

  private void fail(ChannelHandlerContext context, Throwable cause) {
    open = false;
    pictured.completeExceptionally(cause);
    var unused = context.close();
  }
}
