package jp.yagura.command.telemetry.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import jp.yagura.command.device.OrderSigner;
import jp.yagura.command.testing.TestCenter;
import jp.yagura.shared.id.SiteAddress;
import jp.yagura.shared.wire.CommandAction.TakePicture;
import jp.yagura.shared.wire.DownMessage.Command;
import jp.yagura.shared.wire.PictureSize;
import jp.yagura.shared.wire.Topic;
import org.junit.jupiter.api.Test;

class DownlinkTest {

  private static final SiteAddress INABU = SiteAddress.parse("nankoku/inabu");

  /** Keeps what is sent down. */
  private static final class Road implements UplinkSource {
    private final boolean open;
    private final List<byte[]> sent = new ArrayList<>();

    Road(boolean open) {
      this.open = open;
    }

    @Override
    public String name() {
      return "road";
    }

    @Override
    public boolean connected() {
      return open;
    }

    @Override
    public void start(Consumer<UplinkMessage> ingest) {}

    @Override
    public void publish(Topic topic, byte[] payload) {
      assertThat(topic).hasToString("yagura/1/nankoku/inabu/down/command");
      sent.add(payload);
    }

    @Override
    public void close() {}
  }

  @Test
  void anOrderGoesOutSignedByEveryRoadThatIsOpen() {
    try (TestCenter center = TestCenter.start()) {
      OrderSigner signer = center.bean(OrderSigner.class);
      var open = new Road(true);
      var other = new Road(true);
      var closed = new Road(false);
      Instant now = center.clock().instant();
      var wish = new TakePicture(PictureSize.FULL, Optional.empty());
      var order = new Command(UUID.randomUUID(), now, now.plusSeconds(60), wish);
      assertThat(new Downlink(List.of(open, closed, other), signer).send(INABU, order)).isTrue();
      byte[] signed = signer.payload(INABU, order);
      assertThat(open.sent).containsExactly(signed);
      assertThat(other.sent).containsExactly(signed);
      assertThat(closed.sent).isEmpty();
      assertThat(new Downlink(List.of(closed), signer).send(INABU, order)).isFalse();
    }
  }
}
