package jp.yagura.agent.uplink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import jp.yagura.shared.wire.CommandAction;
import jp.yagura.shared.wire.DownMessage.Command;
import org.junit.jupiter.api.Test;

class CommandsTest {
  private static final Instant NOW = Instant.parse("2026-11-21T00:00:00Z");
  private final Commands commands = new Commands(InstantSource.fixed(NOW));

  @Test
  void aCommandIsObeyedOnceHoweverOftenItArrives() {
    Command command = expiring(NOW.plusSeconds(60));
    assertThat(commands.accept(command)).contains(new CommandAction.SendStatusNow());
    assertThat(commands.accept(command)).isEmpty();
  }

  @Test
  void aCommandThatCameTooLateIsNotObeyed() {
    assertThat(commands.accept(expiring(NOW.minusSeconds(1)))).isEmpty();
  }

  private static Command expiring(Instant at) {
    return new Command(
        UUID.randomUUID(), NOW.minusSeconds(60), at, new CommandAction.SendStatusNow());
  }
}
