package jp.yagura.simulators.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class FigureTest {
  private static final Figure MESSAGES =
      Figure.of("ingest", new Words("確定保存", "durable messages"), 40_000.4, "msg/s");

  @Test
  void aRatioIsJudgedByItsOwnGoal() {
    var half = MESSAGES.beside("mosquitto", 80_000).aimingAt(Goal.ratioAtLeast(0.5));
    assertThat(half.met()).contains(true);
    assertThat(MESSAGES.beside("mosquitto", 90_000).aimingAt(Goal.ratioAtLeast(0.5)).met())
        .contains(false);
    assertThat(MESSAGES.beside("mosquitto", 90_000).aimingAt(Goal.ratioAtMost(0.5)).met())
        .contains(true);
  }

  @Test
  void aValueIsJudgedWhateverItsRatioIs() {
    assertThat(MESSAGES.beside("Node-RED", 1).aimingAt(Goal.moreThan(40_000.4)).met())
        .contains(false);
    assertThat(MESSAGES.aimingAt(Goal.atMost(40_000.4)).met()).contains(true);
  }

  @Test
  void withoutAGoalOrWithoutItsPeerNothingIsJudged() {
    assertThat(MESSAGES.met()).isEmpty();
    assertThat(MESSAGES.aimingAt(Goal.ratioAtLeast(0.5)).met()).isEmpty();
  }

  @Test
  void aFigureIsOneLineOfJson() {
    assertThat(
            JsonReport.line(MESSAGES.beside("a \"peer\"", 80_000).aimingAt(Goal.ratioAtLeast(0.5))))
        .isEqualTo(
            "{\"bench\":\"ingest\",\"metric\":\"durable messages\",\"value\":40000,"
                + "\"unit\":\"msg/s\",\"peer\":\"a \\\"peer\\\"\",\"ratio\":0.5,"
                + "\"goal\":\"ratio >= 0.5\",\"met\":true}");
  }

  @Test
  void whatIsNotKnownIsNullInJson() {
    var missing =
        Figure.missing(
            "ingest", new Words("相手", "peer alone"), "msg/s", "apt-get install\tmosquitto");
    assertThat(JsonReport.line(missing))
        .isEqualTo(
            "{\"bench\":\"ingest\",\"metric\":\"peer alone\",\"value\":null,\"unit\":\"msg/s\","
                + "\"peer\":\"apt-get install\\u0009mosquitto\",\"ratio\":null,\"goal\":null,"
                + "\"met\":null}");
  }

  @Test
  void peopleSeeBothLanguagesTheRatioAndTheVerdict() {
    assertThat(printed(MESSAGES.beside("mosquitto", 80_000).aimingAt(Goal.ratioAtLeast(0.6))))
        .contains("確定保存 / durable messages")
        .contains("40,000 msg/s")
        .contains("= 0.5 × mosquitto")
        .contains("goal ratio >= 0.6")
        .contains("MISSED");
  }

  @Test
  void peopleSeeWhatIsMissingAndHowToGetIt() {
    assertThat(
            printed(
                Figure.missing(
                    "ingest", new Words("相手", "peer"), "msg/s", "apt-get install mosquitto")))
        .contains("not measured")
        .contains("apt-get install mosquitto");
  }

  @Test
  void columnsLineUpThoughJapaneseIsTwiceAsWide() {
    assertThat(TableReport.padded("確定", 6)).isEqualTo("確定  ");
    assertThat(TableReport.padded("abcd", 6)).isEqualTo("abcd  ");
  }

  private static String printed(Figure figure) {
    var out = new StringWriter();
    new TableReport(new PrintWriter(out)).figure(figure);
    return out.toString();
  }
}
