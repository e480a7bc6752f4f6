package jp.yagura.agent.onthespot;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers requests: six addresses, one of which changes something.
@Sharable
final class Desk extends SimpleChannelInboundHandler<FullHttpRequest> {
  private static final Logger log = LoggerFactory.getLogger(Desk.class);
  private static final Duration BETWEEN_TESTS = Duration.ofSeconds(10);
  private static final Pattern PIN_BODY =
      Pattern.compile("\\s*\\{\\s*\"pin\"\\s*:\\s*\"([0-9]{1,12})\"\\s*}\\s*");

  private final Box box;
  private final Optional<Pin> pin;
  private final InstantSource steady;
  private Optional<Instant> testedAt = Optional.empty();

  Desk(Box box, Optional<Pin> pin, InstantSource steady) {
    this.box = box;
    this.pin = pin;
    this.steady = steady;
  }

  private sealed interface Answer {
    record Content(int status, String type, byte[] bytes) implements Answer {}

    record No(Refusal why) implements Answer {}
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
    send(context, answer(request));
  }

  private Answer answer(FullHttpRequest request) {
    if (request.decoderResult().isFailure()) {
      boolean large = request.decoderResult().cause() instanceof TooLongHttpHeaderException;
      return new Answer.No(large ? Refusal.TOO_LARGE : Refusal.BAD_REQUEST);
    }
    if (!Sender.cameByAddress(request.headers())) {
      return new Answer.No(Refusal.FOREIGN);
    }
    String path = request.uri().split("\\?", 2)[0];
    boolean get = request.method().equals(HttpMethod.GET);
    boolean known = Files.has(path) || "/state".equals(path) || "/picture".equals(path);
    if (known) {
      return get ? show(path) : new Answer.No(Refusal.METHOD);
    }
    if ("/test".equals(path)) {
      return request.method().equals(HttpMethod.POST)
          ? test(request)
          : new Answer.No(Refusal.METHOD);
    }
    return new Answer.No(Refusal.NOT_FOUND);
  }

  private Answer show(String path) {
    return switch (path) {
      case "/state" ->
          new Answer.Content(
              200,
              "application/json; charset=utf-8",
              StateSheet.json(box.look(), pin.isPresent()).getBytes(StandardCharsets.UTF_8));
      case "/picture" ->
          box.look()
              .picture()
              .<Answer>map(picture -> new Answer.Content(200, "image/jpeg", picture.jpeg()))
              .orElse(new Answer.No(Refusal.NOT_FOUND));
      default -> new Answer.Content(200, Files.type(path), Files.bytes(path));
    };
  }

  private Answer test(FullHttpRequest request) {
    if (!Sender.isOurPage(request.headers())) {
      return new Answer.No(Refusal.FOREIGN);
    }
    if (pin.isEmpty()) {
      return new Answer.No(Refusal.NO_PIN);
    }
    Matcher body = PIN_BODY.matcher(request.content().toString(StandardCharsets.UTF_8));
    if (!body.matches()) {
      return new Answer.No(Refusal.BAD_REQUEST);
    }
    return switch (pin.get().check(body.group(1))) {
      case Pin.Verdict.Locked(Duration left) -> new Answer.No(Refusal.locked(left));
      case Pin.Verdict.Wrong() -> {
        log.warn("wrong PIN on the spot");
        yield new Answer.No(Refusal.WRONG_PIN);
      }
      case Pin.Verdict.Right() -> sendTest();
    };
  }

  private Answer sendTest() {
    Instant now = steady.instant();
    Optional<Instant> next = testedAt.map(at -> at.plus(BETWEEN_TESTS)).filter(now::isBefore);
    if (next.isPresent()) {
      return new Answer.No(Refusal.tooSoon(Duration.between(now, next.get())));
    }
    testedAt = Optional.of(now);
    log.info("test message asked for on the spot");
    box.sendTest();
    return new Answer.Content(202, "application/json; charset=utf-8", new byte[] {'{', '}'});
  }

  static void refuse(ChannelHandlerContext context, Refusal why) {
    send(context, new Answer.No(why));
  }

  private static void send(ChannelHandlerContext context, Answer answer) {
    FullHttpResponse response =
        switch (answer) {
          case Answer.Content(int status, String type, byte[] bytes) ->
              response(status, type, bytes);
          case Answer.No(Refusal why) -> refusal(why);
        };
    context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
  }

  private static FullHttpResponse refusal(Refusal why) {
    FullHttpResponse response =
        response(
            why.status(),
            "application/problem+json; charset=utf-8",
            why.json().getBytes(StandardCharsets.UTF_8));
    why.retryAfter()
        .ifPresent(time -> response.headers().set(HttpHeaderNames.RETRY_AFTER, time.toSeconds()));
    if (why.equals(Refusal.METHOD)) {
      response.headers().set(HttpHeaderNames.ALLOW, "GET");
    }
    return response;
  }

  private static FullHttpResponse response(int status, String type, byte[] bytes) {
    var response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(status),
            Unpooled.wrappedBuffer(bytes));
    response
        .headers()
        .set(HttpHeaderNames.CONTENT_TYPE, type)
        .set(HttpHeaderNames.CONTENT_LENGTH, bytes.length)
        .set(HttpHeaderNames.CONNECTION, "close")
        .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
        .set(
            HttpHeaderNames.CONTENT_SECURITY_POLICY,
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
                + " img-src 'self' data:; base-uri 'none'; form-action 'none';"
                + " frame-ancestors 'none'")
        .set("X-Content-Type-Options", "nosniff")
        .set("X-Frame-Options", "DENY")
        .set("Referrer-Policy", "no-referrer")
        .set("Cross-Origin-Resource-Policy", "same-origin")
        .set("Cross-Origin-Opener-Policy", "same-origin");
    return response;
  }
}
