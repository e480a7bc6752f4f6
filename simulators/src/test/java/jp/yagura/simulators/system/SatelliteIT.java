package jp.yagura.simulators.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jp.yagura.shared.testing.BadLink;
import jp.yagura.shared.testing.Eventually;
import jp.yagura.shared.testing.Processes;
import jp.yagura.shared.testing.RunningProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real agent behind a real satellite road, as far as packets are concerned: 700 ms there and
/// back, 64 kbit/s, every fiftieth packet lost, and for a while all of them. The command center on
/// the other side has in the end what was measured, each reading once.
class SatelliteIT {
  private static final Duration LONG = Duration.ofSeconds(150);
  private static final Duration OUTAGE = Duration.ofSeconds(20);
  private static final int PORT = 1883;
  private static final Pattern COMMITTED = Pattern.compile("committed readings=\\d+\\.\\.(\\d+)");

  private static final String OF_INABU =
      "from reading r join sensor s on s.ref = r.sensor_ref where s.site_id = 'inabu'";

  @Test
  void readingsAndAnAlarmCrossASatelliteThatLosesPacketsAndGoesAwayForAWhile(@TempDir Path folder)
      throws Exception {
    try (BadLink link =
        BadLink.lay(
            "delay=350", "jitter=15", "rate=64", "loss=2", "queue=16000", "seed=20261121")) {
      City city =
          City.prepare(
              folder.resolve("city"), "tcp://" + BadLink.CITY + ":" + PORT, "--rise", "60s");
      city.edit("inabu", "sample: 2s, send: 2s", "sample: 500ms, send: 2s");
      city.edit("inabu", "mains: [[0s, on]", "mains: [[0s, on], [45s, off]");
      try (CommandCenterProcess center =
          CommandCenterProcess.start(folder, configuration(folder, city), link::inCity)) {
        Stored stored = Stored.in(folder.resolve("data/yagura.db"));
        throughAnOutage(link, city, stored);
        long measured = tellTheRest(link, city, stored);
        assertThat(stored.number("select count(*) " + OF_INABU)).isEqualTo(measured);
        assertThat(stored.number("select count(distinct r.observed_at || s.sensor_id) " + OF_INABU))
            .as("none of them twice")
            .isEqualTo(measured);
        assertThat(center.lines()).noneMatch(line -> line.contains(" ERROR "));
        System.out.printf(
            "over a satellite with an outage of %d s: %d readings measured, %d stored; %s%n",
            OUTAGE.toSeconds(),
            measured,
            stored.number("select count(*) " + OF_INABU),
            String.join("; ", link.account()));
      }
    }
  }

  private static void throughAnOutage(BadLink link, City city, Stored stored) throws Exception {
    try (RunningProcess agent = agent(link, city)) {
      Eventually.until("the first readings", LONG, () -> inabu(stored) > 30);
      link.toggleOutage();
      TimeUnit.SECONDS.sleep(2); // what is on its way arrives
      long before = inabu(stored);
      TimeUnit.SECONDS.sleep(OUTAGE.toSeconds());
      assertThat(inabu(stored)).as("nothing crosses a dead road").isEqualTo(before);
      link.toggleOutage();
      Eventually.until("what was kept to arrive", LONG, () -> inabu(stored) > before + 100);
      Eventually.until("the power failure to be told", LONG, () -> alarms(stored) > 0);
      agent.stop(LONG);
    }
  }

  /// An agent that measures once and sends until nothing is left.
  ///
  /// @return how many readings were ever committed
  private static long tellTheRest(BadLink link, City city, Stored stored) {
    city.edit("inabu", "sample: 500ms", "sample: 1h");
    try (RunningProcess agent = agent(link, city)) {
      agent.awaitLine(line -> COMMITTED.matcher(line).find(), LONG);
      long measured = lastCommitted(agent);
      Eventually.until("the rest to be told", LONG, () -> inabu(stored) >= measured);
      return measured;
    }
  }

  private static String configuration(Path folder, City city) {
    return """
        data: %s
        http: {host: 127.0.0.1, port: 0}
        broker: {embedded: {host: %s, port: %d}}
        sites: {import-file: "%s"}
        """
        .formatted(folder.resolve("data"), BadLink.CITY, PORT, city.registry());
  }

  private static RunningProcess agent(BadLink link, City city) {
    List<String> command = new ArrayList<>(List.of("env", "YAGURA_LOG=debug"));
    command.addAll(
        Processes.command(
            "edge-agent",
            "jp.yagura.agent.AgentMain",
            List.of("-XX:TieredStopAtLevel=1"),
            List.of("--site", city.siteFile("inabu").toString())));
    RunningProcess agent = Processes.start("AgentMain", link.inTower(command));
    agent.awaitLineWith("AGENT READY", LONG);
    return agent;
  }

  private static long inabu(Stored stored) throws Exception {
    return stored.number("select count(*) " + OF_INABU);
  }

  private static long alarms(Stored stored) throws Exception {
    return stored.number(
        "select count(*) from journal_entry where kind = 'telemetry.alarm' and body like '%POWER_FAILURE%'");
  }

  private static long lastCommitted(RunningProcess agent) {
    long last = 0;
    for (String line : agent.lines()) {
      Matcher committed = COMMITTED.matcher(line);
      if (committed.find()) {
        last = Math.max(last, Long.parseLong(committed.group(1)));
      }
    }
    return last;
  }
}
