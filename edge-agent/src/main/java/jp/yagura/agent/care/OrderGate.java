package jp.yagura.agent.care;

import java.io.IOException;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import jp.yagura.shared.wire.DownMessage.Command;
import jp.yagura.shared.wire.DownMessage.Configure;
import jp.yagura.shared.wire.DownMessage.Order;
import jp.yagura.shared.wire.OrderRefusal;
import jp.yagura.shared.wire.Signed;
import jp.yagura.shared.wire.Topic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets an order through if it is genuine, in time, new, and not one of a flood. What it refuses is
/// counted by reason and logged in bursts; nothing that comes in can do more than that.
final class OrderGate {
  private static final Logger log = LoggerFactory.getLogger(OrderGate.class);
  private static final int REMEMBERED = 256;

  private final Optional<PublicKey> key;
  private final OrderMemory memory;
  private final InstantSource clock;
  private final Allowance harmless;
  private final Allowance changing;
  private final Deque<UUID> harmlessDone = new ArrayDeque<>();
  private final Map<OrderRefusal, Long> refused = new EnumMap<>(OrderRefusal.class);

  /// @param key of headquarters; empty until this box is enrolled
  OrderGate(
      Optional<PublicKey> key, OrderMemory memory, InstantSource clock, InstantSource steady) {
    this.key = key;
    this.memory = memory;
    this.clock = clock;
    this.harmless = new Allowance(30, Duration.ofSeconds(1), steady);
    this.changing = new Allowance(10, Duration.ofSeconds(10), steady);
  }

  /// @return why not; empty if it may be obeyed, now and never again
  Optional<OrderRefusal> judge(Topic topic, Order order, byte[] payload) {
    Optional<OrderRefusal> refusal = faultOf(topic, order, payload);
    refusal.ifPresent(reason -> count(reason, order));
    return refusal;
  }

  private Optional<OrderRefusal> faultOf(Topic topic, Order order, byte[] payload) {
    boolean changes =
        switch (order) {
          case Command command -> !command.action().harmless();
          case Configure _ -> true;
        };
    // Cheaper than to check a signature, which a flood would have us do for each.
    if (!(changes ? changing : harmless).takeOne()) {
      return Optional.of(OrderRefusal.FLOOD);
    }
    if (key.isPresent()) {
      switch (Signed.verdict(topic, payload, key.get())) {
        case UNSIGNED -> {
          return Optional.of(OrderRefusal.UNSIGNED);
        }
        case FORGED -> {
          return Optional.of(OrderRefusal.FORGED);
        }
        case GENUINE -> {}
      }
    } else if (changes) {
      return Optional.of(OrderRefusal.NOT_ENROLLED);
    }
    Instant now = memory.atLeast(clock.instant());
    if (now.isAfter(order.expiresAt())) {
      return Optional.of(OrderRefusal.EXPIRED);
    }
    if (memory.knows(order.id()) || harmlessDone.contains(order.id())) {
      return Optional.of(OrderRefusal.REPLAYED);
    }
    return changes ? noted(order, now) : doneOnce(order);
  }

  private Optional<OrderRefusal> noted(Order order, Instant now) {
    try {
      memory.note(order.id(), key.map(_ -> order.issuedAt()), order.expiresAt(), now);
      return Optional.empty();
    } catch (IOException e) {
      log.warn("an order that cannot be remembered is not obeyed why=\"{}\"", e + "");
      return Optional.of(OrderRefusal.FAILED);
    }
  }

  private Optional<OrderRefusal> doneOnce(Order order) {
    harmlessDone.addLast(order.id());
    if (harmlessDone.size() > REMEMBERED) {
      harmlessDone.removeFirst();
    }
    return Optional.empty();
  }

  void count(OrderRefusal reason, Order order) {
    long times = count(reason);
    if (isPowerOfTen(times)) {
      log.warn("order refused reason={} id={} times={}", reason, order.id(), times);
    }
  }

  /// @return how many of this kind there were by now
  long count(OrderRefusal reason) {
    return refused.merge(reason, 1L, Long::sum);
  }

  Map<OrderRefusal, Long> refused() {
    return Map.copyOf(refused);
  }

  private static boolean isPowerOfTen(long number) {
    long rest = number;
    while (rest >= 10 && rest % 10 == 0) {
      rest /= 10;
    }
    return rest == 1;
  }
}
