package jp.yagura.agent.uplink;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.UUID;
import jp.yagura.shared.wire.CommandAction;
import jp.yagura.shared.wire.DownMessage.Command;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets each command through once and in time. QoS 1 may deliver one twice, and one that waited in
/// a broker while the line was down may no longer be wanted.
final class Commands {
  private static final Logger log = LoggerFactory.getLogger(Commands.class);
  private static final int REMEMBERED = 256;

  private final InstantSource clock;
  private final Deque<UUID> done = new ArrayDeque<>();

  Commands(InstantSource clock) {
    this.clock = clock;
  }

  Optional<CommandAction> accept(Command command) {
    if (done.contains(command.id())) {
      return Optional.empty();
    }
    if (clock.instant().isAfter(command.expiresAt())) {
      log.warn("command came too late id={} expiredAt={}", command.id(), command.expiresAt());
      return Optional.empty();
    }
    done.addLast(command.id());
    if (done.size() > REMEMBERED) {
      done.removeFirst();
    }
    log.info("command id={} action={}", command.id(), command.action());
    return Optional.of(command.action());
  }
}
