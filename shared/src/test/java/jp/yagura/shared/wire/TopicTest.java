package jp.yagura.shared.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import jp.yagura.shared.id.SiteAddress;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicTest {
  private static final SiteAddress INABU = SiteAddress.of("nankoku", "inabu");

  @Test
  void aTopicSaysWhoWhichWayAndWhat() {
    assertThat(Topic.of(INABU, Kind.READINGS)).hasToString("yagura/1/nankoku/inabu/up/readings");
    assertThat(Topic.of(INABU, Kind.ACK)).hasToString("yagura/1/nankoku/inabu/down/ack");
  }

  @ParameterizedTest
  @EnumSource
  void everyKindComesBackFromItsTopic(Kind kind) {
    Topic topic = Topic.of(INABU, kind);
    assertThat(Topic.parse(topic.toString())).contains(topic);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yagura",
        "yagura/1/",
        "yagura/2/nankoku/inabu/up/readings",
        "Yagura/1/nankoku/inabu/up/readings",
        "/yagura/1/nankoku/inabu/up/readings",
        "yagura/1/nankoku/inabu/up/readings/",
        "yagura/1/nankoku/inabu/up/readings/more",
        "yagura/1/nankoku/inabu/up",
        "yagura/1/nankoku/inabu/up/",
        "yagura/1//inabu/up/readings",
        "yagura/1/nankoku//up/readings",
        "yagura/1/nankoku/inabu/down/readings",
        "yagura/1/nankoku/inabu/up/ack",
        "yagura/1/nankoku/inabu/sideways/readings",
        "yagura/1/nankoku/inabu/up/READINGS",
        "yagura/1/+/+/up/readings",
        "yagura/1/nankoku/#",
        "yagura/1/nankoku/../up/readings",
        "yagura/1/nankoku/inabu/up/readings\u0000",
        "yagura/1/nan koku/inabu/up/readings",
        "yagura/1/稲生/inabu/up/readings",
        "$SYS/broker/version"
      })
  void anythingElseIsNoTopicOfOurs(String text) {
    assertThat(Topic.parse(text)).isEmpty();
  }

  @Test
  void aHugeTopicIsNotLookedAt() {
    assertThat(Topic.parse("yagura/1/" + "a/".repeat(30_000))).isEmpty();
  }

  @Property
  void noTextThrowsAndWhatIsReadIsWrittenTheSame(@ForAll String end) {
    Topic.parse("yagura/1/" + end).ifPresent(t -> assertThat(t).hasToString("yagura/1/" + end));
    assertThat(Topic.parse(end)).isEmpty();
  }

  @Test
  void aKindGoesOneWayOnly() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Topic(INABU, Direction.DOWN, Kind.ALARM));
  }

  @Test
  void onlyBirthAndDeathAreRetained() {
    assertThat(Kind.values()).filteredOn(Kind::retained).containsExactly(Kind.BIRTH);
  }

  @Test
  void filtersCoverEveryUplinkOrOneSite() {
    assertThat(Topics.everyUplink()).isEqualTo("yagura/1/+/+/up/#");
    assertThat(Topics.uplinksOf(INABU)).isEqualTo("yagura/1/nankoku/inabu/up/#");
    assertThat(Topics.downlinksOf(INABU)).isEqualTo("yagura/1/nankoku/inabu/down/#");
  }
}
