package jp.yagura.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import jp.yagura.agent.outbox.Entry;
import jp.yagura.agent.outbox.Outbox;
import jp.yagura.agent.outbox.OutboxException;
import jp.yagura.agent.site.SiteConfig;
import jp.yagura.shared.id.SensorId;
import jp.yagura.shared.power.PowerState;
import jp.yagura.shared.testing.Eventually;
import jp.yagura.shared.testing.FreePorts;
import jp.yagura.shared.testing.RealBroker;
import jp.yagura.shared.wire.AlarmKind;
import jp.yagura.shared.wire.CommandAction;
import jp.yagura.shared.wire.DownMessage.Command;
import jp.yagura.shared.wire.Reading;
import jp.yagura.shared.wire.SeqRange;
import jp.yagura.shared.wire.Stream;
import jp.yagura.shared.wire.UpMessage;
import jp.yagura.shared.wire.UpMessage.Alarm;
import jp.yagura.shared.wire.UpMessage.Birth;
import jp.yagura.shared.wire.UpMessage.Death;
import jp.yagura.shared.wire.UpMessage.PowerChange;
import jp.yagura.shared.wire.UpMessage.ReadingsBatch;
import jp.yagura.shared.wire.UpMessage.Status;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The whole agent against a real broker, with a command center's stand-in at the other end.
class AgentIT {
  private static final Duration SOON = Duration.ofSeconds(20);

  private RealBroker broker;
  private StandInCenter center;
  private SiteText site;

  @BeforeEach
  void start(@TempDir Path folder) throws MqttException {
    broker =
        RealBroker.with()
            .user(SiteText.USER, SiteText.PASSWORD)
            .user("center", SiteText.PASSWORD)
            .acl(SiteText.ACL)
            .start();
    center = new StandInCenter(broker.uri());
    site = SiteText.in(folder).broker(broker.uri());
  }

  @AfterEach
  void stop() throws MqttException {
    center.close();
    broker.close();
  }

  @Test
  void aTowerSaysThatItIsThereHowItIsAndWhenItLeaves() throws Exception {
    try (Agent agent = started(site)) {
      Eventually.until(SOON, () -> !center.statuses().isEmpty());
      Birth birth = center.heard(Birth.class).getFirst();
      assertThat(birth.sensors())
          .containsExactly(new SensorId("wl"), new SensorId("rn"), new SensorId("bv"));
      assertThat(birth.power()).isEqualTo(PowerState.MAINS);
      assertThat(birth.bearer()).isEqualTo("lan");
      Status status = center.statuses().getFirst();
      assertThat(status.power()).isEqualTo(PowerState.MAINS);
    }
    Eventually.until(SOON, () -> !center.heard(Death.class).isEmpty());
  }

  @Test
  void whatIsConfirmedLeavesTheOutboxAndEveryReadingArrivesOnce() throws Exception {
    SiteConfig config = site.config();
    try (Agent agent = started(site)) {
      Eventually.until(SOON, () -> center.readings().size() > 100);
    }
    assertThat(center.contradictions()).isEmpty();
    assertThat(Measured.by(config).mismatches(center.readings().values())).isEmpty();
    long left = waitingIn(site);
    assertThat(left).isLessThan(center.readings().size() / 2);
    try (Agent again = started(site)) {
      Eventually.until(SOON, center::isGapFree);
    }
  }

  @Test
  void whatTheBrokerTookButNobodyConfirmedStaysAndIsSentAgain() throws Exception {
    center.confirm(false);
    try (Agent agent = started(site.resendAfter("400ms"))) {
      Eventually.until(
          SOON,
          () ->
              center.heard(ReadingsBatch.class).stream().filter(b -> b.firstSeq() == 1).count()
                  > 1);
    }
    long measured = center.readings().size();
    assertThat(waitingIn(site)).isGreaterThanOrEqualTo(measured);

    center.confirm(true);
    try (Agent again = started(site.resendAfter("400ms").sample("1h"))) {
      Eventually.until(
          SOON,
          () -> {
            sendStatusNow();
            return center.statuses().getLast().waiting() == 0;
          });
    }
    assertThat(center.contradictions()).isEmpty();
  }

  @Test
  void anAlarmOvertakesABacklogOfDays() throws Exception {
    int size = 200_000;
    try (Outbox outbox = open(site.config().data())) {
      outbox.append(backlog(size));
    }
    try (Agent agent = started(site.mains("[[0s, off]]"))) {
      Eventually.until(SOON, () -> center.readings().size() >= size);
    }
    List<UpMessage> heard = center.heard();
    int alarm =
        heard.indexOf(heard.stream().filter(Alarm.class::isInstance).findFirst().orElseThrow());
    assertThat(batches(heard.subList(0, alarm))).isLessThan(30);
    assertThat(batches(heard)).isGreaterThan(200);
    assertThat(center.events().getFirst())
        .isInstanceOfSatisfying(
            Alarm.class, a -> assertThat(a.kind()).isEqualTo(AlarmKind.POWER_FAILURE));
    assertThat(center.events().get(1)).isInstanceOf(PowerChange.class);
  }

  @Test
  void freshReadingsGoBeforeTheBacklogAndTheBacklogNewestFirst() throws Exception {
    try (Outbox outbox = open(site.config().data())) {
      outbox.append(backlog(50_000));
    }
    try (Agent agent = started(site)) {
      Eventually.until(SOON, () -> center.readings().size() > 50_000);
    }
    List<ReadingsBatch> heard = center.heard(ReadingsBatch.class);
    long before = heard.stream().mapToLong(ReadingsBatch::epoch).min().orElseThrow();
    List<ReadingsBatch> ofBacklog = heard.stream().filter(b -> b.epoch() == before).toList();
    assertThat(ofBacklog)
        .extracting(ReadingsBatch::firstSeq)
        .isSortedAccordingTo((a, b) -> Long.compare(b, a));
    assertThat(heard.getFirst().epoch()).as("the fresh ones first").isGreaterThan(before);
  }

  @Test
  void powerFailureAndOverflowAreAlarmedWithinFiveSeconds() throws Exception {
    Duration ahead = Duration.between(SiteText.START, Instant.now()).plusSeconds(2);
    String step = ahead.toSeconds() + "s";
    Instant when = SiteText.START.plusSeconds(ahead.toSeconds());
    site.mains("[[0s, on], [%s, off]]".formatted(step))
        .overflow("[[0s, 0], [%s, 1]]".formatted(step));
    try (Agent agent = started(site)) {
      Eventually.until(SOON, () -> alarms().size() == 2);
      assertThat(Duration.between(when, Instant.now())).isLessThan(Duration.ofSeconds(5));
    }
    assertThat(alarms())
        .extracting(Alarm::kind)
        .containsExactlyInAnyOrder(AlarmKind.POWER_FAILURE, AlarmKind.OVERFLOW);
    assertThat(alarms()).allMatch(Alarm::raised).noneMatch(alarm -> alarm.at().isBefore(when));
  }

  @Test
  void aBrokerThatIsKilledAndComesBackCostsNothing() throws Exception {
    try (Agent agent = started(site.resendAfter("1s"))) {
      for (int times = 0; times < 3; times++) {
        int before = center.readings().size();
        broker.kill();
        broker.restart();
        Eventually.until(SOON, () -> center.readings().size() > before + 50);
      }
    }
    // What was under way at the end waits in the outbox; a second run without sampling brings it.
    try (Agent again = started(site.sample("1h"))) {
      Eventually.until(SOON, center::isGapFree);
    }
    assertThat(center.contradictions()).isEmpty();
  }

  @Test
  void theNextBrokerOfTheListIsTriedWhenTheFirstIsDead(@TempDir Path other) throws Exception {
    SiteText two =
        SiteText.in(other)
            .broker("tcp://127.0.0.1:" + FreePorts.one(), ", name: nobody")
            .broker(broker.uri(), ", name: hq")
            .bearer("name: lan, brokers: [nobody]")
            .bearer("name: lte, brokers: [hq]");
    try (Agent agent = started(two)) {
      Eventually.until(SOON, () -> !center.heard(Birth.class).isEmpty());
      assertThat(center.heard(Birth.class).getFirst().bearer()).isEqualTo("lte");
    }
  }

  /**
   * As behind a firewall that drops: it costs time, it is no refusal, and it is not a connection.
   */
  @Test
  void aBrokerThatSwallowsEverythingDoesNotKeepTheNextOneFromItsTurn(@TempDir Path other)
      throws Exception {
    try (ServerSocket blackHole = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      SiteText two =
          SiteText.in(other)
              .broker("tcp://127.0.0.1:" + blackHole.getLocalPort(), ", name: hole")
              .broker(broker.uri(), ", name: hq")
              .bearer("name: lan, brokers: [hole]")
              .bearer("name: satellite, brokers: [hq]");
      try (Agent agent = started(two)) {
        Eventually.until(Duration.ofSeconds(10), () -> !center.heard(Birth.class).isEmpty());
        assertThat(center.heard(Birth.class).getFirst().bearer()).isEqualTo("satellite");
      }
    }
  }

  @Test
  void aCommandCenterMayAskForAStatusAndForNumbersAgain() throws Exception {
    center.confirm(false);
    try (Agent agent = started(site.resendAfter("1h").status("1h"))) {
      Eventually.until(SOON, () -> center.readings().size() >= 10);
      int statuses = center.statuses().size();
      sendStatusNow();
      Eventually.until(SOON, () -> center.statuses().size() > statuses);
      var range = new SeqRange(1, 3);
      center.say(command(new CommandAction.Resend(Stream.READINGS, range)));
      Eventually.until(
          SOON,
          () ->
              center.heard(ReadingsBatch.class).stream().filter(b -> b.firstSeq() == 1).count()
                  == 2);
    }
  }

  @Test
  void anAgentWithoutABrokerMeasuresAndKeeps(@TempDir Path alone) throws Exception {
    SiteText cutOff = SiteText.in(alone).broker("tcp://127.0.0.1:" + FreePorts.one());
    try (Agent agent = started(cutOff)) {
      Eventually.until(SOON, () -> agent.waiting().items() > 100);
    }
    assertThat(waitingIn(cutOff)).isGreaterThan(100);
  }

  @Test
  void aBrokerThatTakesFewUnansweredMessagesIsNotOverrun(@TempDir Path other) throws Exception {
    try (RealBroker narrow = RealBroker.with().line("max_inflight_messages 2").start();
        StandInCenter there = new StandInCenter(narrow.uri())) {
      SiteText behind = SiteText.in(other).broker(narrow.uri());
      try (Outbox outbox = open(behind.config().data())) {
        outbox.append(backlog(100_000));
      }
      try (Agent agent = started(behind)) {
        Eventually.until(SOON, () -> there.readings().size() >= 100_000);
      }
      assertThat(there.heard(Birth.class)).as("one connection").hasSize(1);
    }
  }

  @Test
  void aTopicIsSpeltOutOnceAConnection(@TempDir Path tapped) throws Exception {
    try (Tap tap = new Tap(broker.port())) {
      try (Agent agent = started(SiteText.in(tapped).broker(tap.uri()))) {
        Eventually.until(SOON, () -> center.heard(ReadingsBatch.class).size() > 10);
      }
      assertThat(tap.times("yagura/1/nankoku/inabu/up/readings")).isEqualTo(1);
    }
  }

  private static Agent started(SiteText site) throws OutboxException, IOException {
    return Agent.start(site.config(), InstantSource.system());
  }

  private static Outbox open(Path data) throws OutboxException {
    return Outbox.open(data.resolve("outbox.db"), InstantSource.system());
  }

  private static long waitingIn(SiteText site) throws OutboxException {
    try (Outbox outbox = open(site.data())) {
      return outbox.waiting().items();
    }
  }

  private static Entry backlog(long size) {
    return Entry.of(LongStream.rangeClosed(1, size).mapToObj(AgentIT::old).toList(), List.of());
  }

  private static Reading old(long n) {
    return Reading.normal(new SensorId("wl"), SiteText.START.minusSeconds(300_000 - n), n);
  }

  private static long batches(List<UpMessage> heard) {
    return heard.stream().filter(ReadingsBatch.class::isInstance).count();
  }

  private List<Alarm> alarms() {
    return center.events().stream().filter(Alarm.class::isInstance).map(Alarm.class::cast).toList();
  }

  private void sendStatusNow() throws MqttException {
    center.say(command(new CommandAction.SendStatusNow()));
  }

  private static Command command(CommandAction action) {
    Instant now = Instant.now();
    return new Command(UUID.randomUUID(), now, now.plusSeconds(60), action);
  }
}
