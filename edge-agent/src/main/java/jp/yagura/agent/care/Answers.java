package jp.yagura.agent.care;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import jp.yagura.shared.wire.Bytes;
import jp.yagura.shared.wire.CareResult;
import jp.yagura.shared.wire.CareResult.CommandResult;
import jp.yagura.shared.wire.OrderRefusal;
import jp.yagura.shared.wire.UpMessage;
import jp.yagura.shared.wire.UpMessage.LogPart;
import jp.yagura.shared.wire.UpMessage.Report;
import jp.yagura.shared.wire.Wire;

/// What headquarters is still to be told: results at once, the pieces of a log when nothing else
/// waits. One is under way at a time, and it is told again over the next line if this one breaks.
/// May be used by several threads.
final class Answers {

  /// More than this is a flood, and the counts tell of it.
  private static final int MOST = 64;

  /// The counts alone are told no oftener.
  private static final Duration COUNTS_PAUSE = Duration.ofMinutes(1);

  private final InstantSource clock;
  private final InstantSource steady;
  private final Supplier<Map<OrderRefusal, Long>> refused;
  private final Runnable wake;
  private final Deque<CareResult> results = new ArrayDeque<>();
  private final Deque<LogPart> logs = new ArrayDeque<>();
  private Optional<UpMessage> underWay = Optional.empty();
  private boolean countsDue;
  private Instant countsAfter;

  /// @param wake called when there is something to tell
  Answers(
      InstantSource clock,
      InstantSource steady,
      Supplier<Map<OrderRefusal, Long>> refused,
      Runnable wake) {
    this.clock = clock;
    this.steady = steady;
    this.refused = refused;
    this.wake = wake;
    this.countsAfter = steady.instant();
  }

  void tell(CareResult result) {
    hold(result);
    wake.run();
  }

  /// To be told when there is a line.
  synchronized void hold(CareResult result) {
    if (results.size() < MOST && !results.contains(result)) {
      results.addLast(result);
    }
  }

  synchronized void countsChanged() {
    countsDue = true;
  }

  /// One log at a time: who asks again gets the newer one instead.
  synchronized void log(UUID command, byte[] content) {
    logs.clear();
    int parts = Math.ceilDiv(content.length, Wire.MAX_LOG_PART);
    for (int part = 0; part < parts; part++) {
      int from = part * Wire.MAX_LOG_PART;
      int to = Math.min(content.length, from + Wire.MAX_LOG_PART);
      Bytes data = Bytes.copyOf(Arrays.copyOfRange(content, from, to));
      logs.addLast(new LogPart(command, part, parts, data));
    }
  }

  synchronized Optional<UpMessage> next(boolean idle) {
    if (underWay.isPresent()) {
      return Optional.empty();
    }
    if (!results.isEmpty()) {
      underWay = Optional.of(report(Optional.of(results.getFirst())));
    } else if (countsDue && !steady.instant().isBefore(countsAfter)) {
      underWay = Optional.of(report(Optional.empty()));
    } else if (idle && !logs.isEmpty()) {
      underWay = Optional.of(logs.getFirst());
    }
    return underWay;
  }

  private Report report(Optional<CareResult> result) {
    countsDue = false;
    countsAfter = steady.instant().plus(COUNTS_PAUSE);
    return new Report(clock.instant(), result, refused.get());
  }

  synchronized void told(UpMessage message) {
    if (underWay.filter(message::equals).isEmpty()) {
      return;
    }
    underWay = Optional.empty();
    switch (message) {
      case Report report -> report.result().ifPresent(results::remove);
      case LogPart part -> {
        logs.remove(part);
        if (part.part() == part.parts() - 1) {
          results.addLast(new CommandResult(part.command(), CareResult.Fate.DONE, "", ""));
        }
      }
      default -> throw new IllegalStateException("not told by us: " + message);
    }
  }

  synchronized void lineBroke() {
    underWay = Optional.empty();
  }
}
