package jp.yagura.agent.care;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import jp.yagura.shared.id.SiteAddress;
import jp.yagura.shared.wire.CommandAction;
import jp.yagura.shared.wire.DownMessage.Command;
import jp.yagura.shared.wire.DownMessage.Configure;
import jp.yagura.shared.wire.DownMessage.Order;
import jp.yagura.shared.wire.OrderRefusal;
import jp.yagura.shared.wire.Signed;
import jp.yagura.shared.wire.Topic;
import jp.yagura.shared.wire.Wire;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrderGateTest {
  private static final SiteAddress INABU = SiteAddress.parse("nankoku/inabu");

  @TempDir Path folder;
  private KeyPair headquarters;
  private KeyPair stranger;
  private Instant now = Instant.parse("2026-11-21T00:00:00Z");
  private OrderGate gate;

  @BeforeEach
  void open() throws Exception {
    headquarters = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    stranger = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    gate = gate(Optional.of(headquarters.getPublic()));
  }

  @Test
  void aGenuineOrderIsObeyedOnceHoweverOftenItArrives() {
    Order restart = order(new CommandAction.Restart());
    assertThat(ordered(restart)).isEmpty();
    assertThat(ordered(restart)).contains(OrderRefusal.REPLAYED);
    assertThat(gate.refused()).containsEntry(OrderRefusal.REPLAYED, 1L);
  }

  @Test
  void anOrderThatWasObeyedIsKnownAfterARestart() {
    Order restart = order(new CommandAction.Restart());
    assertThat(ordered(restart)).isEmpty();
    gate = gate(Optional.of(headquarters.getPublic()));
    assertThat(ordered(restart)).contains(OrderRefusal.REPLAYED);
  }

  @Test
  void anOldOrderIsNotObeyedBecauseTheClockWokeUpInThePast() {
    Order old = order(new CommandAction.Restart());
    assertThat(ordered(old)).isEmpty();
    now = now.plus(Duration.ofDays(30));
    assertThat(ordered(order(new CommandAction.Identify()))).isEmpty(); // the old one is forgotten
    now = Instant.EPOCH;
    gate = gate(Optional.of(headquarters.getPublic()));
    assertThat(ordered(old)).contains(OrderRefusal.EXPIRED);
  }

  @Test
  void anEnrolledBoxObeysNothingThatIsUnsignedOrForged() {
    Order status = order(new CommandAction.SendStatusNow());
    assertThat(judge(status, Wire.encode(status))).contains(OrderRefusal.UNSIGNED);
    Order restart = order(new CommandAction.Restart());
    assertThat(judge(restart, Signed.encode(INABU, restart, stranger.getPrivate())))
        .contains(OrderRefusal.FORGED);
    SiteAddress elsewhere = SiteAddress.parse("nankoku/kunibu");
    assertThat(judge(restart, Signed.encode(elsewhere, restart, headquarters.getPrivate())))
        .contains(OrderRefusal.FORGED);
    assertThat(ordered(restart)).as("the refused ones have not used it up").isEmpty();
  }

  @Test
  void anOrderThatComesTooLateIsNotObeyed() {
    Order restart = order(new CommandAction.Restart());
    now = now.plus(Duration.ofHours(2));
    assertThat(ordered(restart)).contains(OrderRefusal.EXPIRED);
  }

  @Test
  void aBoxThatIsNotEnrolledObeysWhatIsHarmlessAndNothingElse() {
    gate = gate(Optional.empty());
    Order status = order(new CommandAction.SendStatusNow());
    assertThat(judge(status, Wire.encode(status))).isEmpty();
    Order restart = order(new CommandAction.Restart());
    assertThat(judge(restart, Wire.encode(restart))).contains(OrderRefusal.NOT_ENROLLED);
    Order configure = new Configure(UUID.randomUUID(), now, now.plusSeconds(60), 1, "{}");
    assertThat(judge(configure, Wire.encode(configure))).contains(OrderRefusal.NOT_ENROLLED);
  }

  @Test
  void aFloodIsRefusedAndItsEndIsNot() {
    int obeyed = 0;
    for (int i = 0; i < 1_000; i++) {
      obeyed += ordered(order(new CommandAction.SendStatusNow())).isEmpty() ? 1 : 0;
    }
    assertThat(obeyed).isEqualTo(30);
    assertThat(gate.refused()).containsEntry(OrderRefusal.FLOOD, 970L);
    now = now.plusSeconds(5);
    assertThat(ordered(order(new CommandAction.SendStatusNow()))).isEmpty();
  }

  @Test
  void aFloodOfForgedOrdersDoesNotSpendMoreThanTheAllowance() {
    for (int i = 0; i < 500; i++) {
      Order restart = order(new CommandAction.Restart());
      judge(restart, Signed.encode(INABU, restart, stranger.getPrivate()));
    }
    assertThat(gate.refused())
        .containsEntry(OrderRefusal.FORGED, 10L)
        .containsEntry(OrderRefusal.FLOOD, 490L);
  }

  private OrderGate gate(Optional<PublicKey> key) {
    return new OrderGate(key, new OrderMemory(folder.resolve("obeyed")), () -> now, () -> now);
  }

  private Order order(CommandAction action) {
    return new Command(UUID.randomUUID(), now, now.plus(Duration.ofHours(1)), action);
  }

  private Optional<OrderRefusal> ordered(Order order) {
    return judge(order, Signed.encode(INABU, order, headquarters.getPrivate()));
  }

  private Optional<OrderRefusal> judge(Order order, byte[] payload) {
    return gate.judge(Topic.of(INABU, order.topicKind()), order, payload);
  }
}
