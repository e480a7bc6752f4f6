package jp.yagura.shared.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.UUID;
import jp.yagura.shared.id.SiteAddress;
import jp.yagura.shared.wire.DownMessage.Command;
import jp.yagura.shared.wire.DownMessage.Configure;
import jp.yagura.shared.wire.DownMessage.Order;
import jp.yagura.shared.wire.Signed.Verdict;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SignedTest {
  private static final SiteAddress INABU = SiteAddress.parse("nankoku/inabu");
  private static final SiteAddress OTHER = SiteAddress.parse("nankoku/kunibu");
  private static final Instant NOW = Instant.parse("2026-11-21T00:00:00Z");
  private static final KeyPair OURS = pair();
  private static final KeyPair THEIRS = pair();
  private static final Order RESTART =
      new Command(new UUID(1, 2), NOW, NOW.plusSeconds(60), new CommandAction.Restart());
  private static final Order CONFIGURE =
      new Configure(new UUID(3, 4), NOW, NOW.plusSeconds(60), 7, "{\"cadence\":{}}");

  @Test
  void aSignedOrderIsReadLikeAnyOtherAndIsGenuine() {
    for (Order order : new Order[] {RESTART, CONFIGURE}) {
      byte[] payload = Signed.encode(INABU, order, OURS.getPrivate());
      assertThat(Wire.decodeDown(order.topicKind(), payload))
          .isEqualTo(new Decoded.Accepted<DownMessage>(order));
      assertThat(verdict(INABU, order.topicKind(), payload)).isEqualTo(Verdict.GENUINE);
    }
  }

  @Test
  void anOrderForAnotherTowerOrByAnotherKeyIsForged() {
    byte[] payload = Signed.encode(INABU, RESTART, OURS.getPrivate());
    assertThat(verdict(OTHER, Kind.COMMAND, payload)).isEqualTo(Verdict.FORGED);
    byte[] strange = Signed.encode(INABU, RESTART, THEIRS.getPrivate());
    assertThat(verdict(INABU, Kind.COMMAND, strange)).isEqualTo(Verdict.FORGED);
  }

  @Test
  void anOrderWithoutSignatureIsUnsigned() {
    assertThat(verdict(INABU, Kind.COMMAND, Wire.encode(RESTART))).isEqualTo(Verdict.UNSIGNED);
  }

  /// A second signature field behind the first would be read as the one that counts by protobuf,
  /// and by us as part of nothing.
  @Property(tries = 400)
  void noByteOfASignedOrderCanBeChanged(@ForAll @IntRange(min = 0, max = 999) int at) {
    byte[] payload = Signed.encode(INABU, RESTART, OURS.getPrivate());
    int place = Frame.HEADER + at % (payload.length - Frame.HEADER);
    payload[place] ^= 1;
    assertThat(verdict(INABU, Kind.COMMAND, payload)).isNotEqualTo(Verdict.GENUINE);
  }

  private static Verdict verdict(SiteAddress site, Kind kind, byte[] payload) {
    return Signed.verdict(Topic.of(site, kind), payload, OURS.getPublic());
  }

  private static KeyPair pair() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
