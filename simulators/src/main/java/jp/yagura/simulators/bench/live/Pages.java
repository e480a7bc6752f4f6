package jp.yagura.simulators.bench.live;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import jp.yagura.simulators.bench.Center;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/// Many open pages of one person who is logged in.
final class Pages implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int DIGITS = 3;

  private final EventLoopGroup loop =
      new MultiThreadIoEventLoopGroup(
          1, new DefaultThreadFactory("pages", true), NioIoHandler.newFactory());
  private final Recorder delays = new Recorder(DIGITS);
  private final List<Page> pages = new ArrayList<>();
  private final URI address;
  private final String cookie;

  private Pages(URI address, String cookie) {
    this.address = address;
    this.cookie = cookie;
  }

  static Pages logIn(URI address) throws IOException, InterruptedException {
    var body = "{\"name\":\"%s\",\"password\":\"%s\"}".formatted(Center.VIEWER, Center.PASSWORD);
    var request =
        HttpRequest.newBuilder(address.resolve("/api/session"))
            .header("Content-Type", "application/json")
            .header("Origin", address.toString())
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try (var client = HttpClient.newHttpClient()) {
      var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IOException("nobody can log in: " + answer.statusCode() + " " + answer.body());
      }
      var cookie =
          answer.headers().allValues("Set-Cookie").stream()
              .map(set -> set.split(";", 2)[0])
              .collect(Collectors.joining("; "));
      return new Pages(address, cookie);
    }
  }

  /// Opens pages until there are that many, and waits until each has its first picture.
  void openUntil(int number) throws IOException, InterruptedException {
    var opened = new ArrayList<Page>();
    while (pages.size() < number) {
      var page = open();
      pages.add(page);
      opened.add(page);
    }
    try {
      for (var page : opened) {
        page.pictured().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("a page does not open: " + e.getMessage(), e);
    }
  }

  private Page open() {
    var page =
        new Page(
            address.getHost() + ":" + address.getPort(), cookie, InstantSource.system(), delays);
    var unused =
        new Bootstrap()
            .group(loop)
            .channel(NioSocketChannel.class)
            .option(ChannelOption.TCP_NODELAY, true)
            .handler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel.pipeline().addLast(new HttpClientCodec()).addLast(page);
                  }
                })
            .connect(address.getHost(), address.getPort())
            .addListener(
                dialled -> {
                  if (!dialled.isSuccess()) {
                    page.pictured().completeExceptionally(dialled.cause());
                  }
                });
    return page;
  }

  /// From commit to page in microseconds, of all pages, since this was last asked for.
  Histogram takeDelays() {
    return delays.getIntervalHistogram();
  }

  /// Changes of levels told to all pages together.
  long changes() {
    return pages.stream().mapToLong(Page::changes).sum();
  }

  /// Pages whose stream has ended.
  long dropped() {
    return pages.stream().filter(page -> !page.isOpen()).count();
  }

  /// Versions that pages have not heard of, on the way or at the end.
  ///
  /// @param newest of each level, as the database has it
  long missed(Map<String, Long> newest) {
    return pages.stream().mapToLong(page -> page.missed() + behind(page.versions(), newest)).sum();
  }

  private static long behind(Map<String, Long> heard, Map<String, Long> newest) {
    return newest.entrySet().stream()
        .mapToLong(e -> Math.max(0, e.getValue() - heard.getOrDefault(e.getKey(), 0L)))
        .sum();
  }

  @Override
  public void close() {
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2_000);
  }
}
