package jp.yagura.simulators.bench.wire;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;
import jp.yagura.simulators.bench.Benchmark;
import jp.yagura.simulators.bench.Figure;
import jp.yagura.simulators.bench.Goal;
import jp.yagura.simulators.bench.Words;
import jp.yagura.simulators.bench.Workbench;
import jp.yagura.simulators.bench.wire.Ledger.Part;

/// A day of a tower over TLS 1.3, beside the same day in JSON over the same broker.
public final class WireBenchmark implements Benchmark {
  private static final String NAME = "wire";
  private static final int TOWERS = 8;
  private static final double GOAL = 1.0 / 20;
  private static final String PEER = "one JSON text per reading";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Words about() {
    return new Words(
        "1局1日の通信量（TLS 1.3）。1観測1通のJSONと並べる",
        "bytes per tower and day over TLS 1.3, beside one JSON text per reading");
  }

  @Override
  public void run(Workbench bench) throws IOException, InterruptedException {
    int batches = bench.scale().of(Day.BATCHES / TOWERS) * TOWERS;
    var running = bench.common().in(bench);
    var towers = bench.common().towers(running, TOWERS);
    var yesterday = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofDays(1));
    var recital = new Recital(running.certificate(), running.tlsPort(), yesterday);
    bench.say("wire: a day in our own words");
    var ours =
        recital.play(towers, batches, tower -> new YaguraDialect(tower.address(), Instant.now()));
    bench.say("wire: a day in JSON");
    var json = recital.play(towers, batches, tower -> new JsonDialect(tower.address()));
    new Account(bench, batches).of(ours, json);
  }

  /// @param batches how much of the day has been told
  private record Account(Workbench bench, int batches) {

    void of(Ledger ours, Ledger json) {
      var ourDay = day(ours);
      var jsonDay = day(json);
      double jsonBytes = jsonDay.bytes() - JsonDialect.LONGER_TOPIC * (double) jsonMessages();
      part("接続1回", "one connection", perConnection(ours));
      part(
          "観測値と2回に1回の状態通知の送信",
          "readings with every second status, and PUBACKs",
          wholeDay(ours.of(Part.READINGS)));
      part("確定通知", "durable acks", wholeDay(ours.of(Part.DURABLE_ACKS)));
      part("観測値の間の状態通知", "statuses between readings", wholeDay(ours.of(Part.STATUS)));
      report(new Words("JSON 1観測1通、1局1日", PEER + ", a tower's day"), jsonBytes);
      bench.report(
          figure(new Words("1局1日", "a tower's day"), ourDay.bytes())
              .beside(PEER, jsonBytes)
              .aimingAt(Goal.ratioAtMost(GOAL)));
      report(
          new Words("TCP/IPヘッダー推定 JSON", "TCP/IP headers, estimated, JSON"), jsonDay.headerBytes());
      bench.report(
          figure(new Words("TCP/IPヘッダー推定", "TCP/IP headers, estimated"), ourDay.headerBytes())
              .beside(PEER, jsonDay.headerBytes()));
    }

    /// A device connects once a day, and stays.
    private Traffic day(Ledger ledger) {
      return Stream.of(Part.READINGS, Part.DURABLE_ACKS, Part.STATUS)
          .map(ledger::of)
          .map(this::wholeDay)
          .reduce(perConnection(ledger), Traffic::plus);
    }

    private Traffic wholeDay(Traffic told) {
      return told.times((double) Day.BATCHES / batches);
    }

    private static Traffic perConnection(Ledger ledger) {
      return ledger.of(Part.CONNECTING).times(1.0 / TOWERS);
    }

    private static long jsonMessages() {
      return Duration.ofDays(1).dividedBy(Day.SAMPLE) * 3
          + Duration.ofDays(1).dividedBy(Day.STATUS);
    }

    private void part(String ja, String en, Traffic traffic) {
      report(new Words("うち " + ja, "of which " + en), traffic.bytes());
    }

    private void report(Words metric, double bytes) {
      bench.report(figure(metric, bytes));
    }

    private static Figure figure(Words metric, double bytes) {
      return Figure.of(NAME, metric, bytes, "bytes/day");
    }
  }
}
