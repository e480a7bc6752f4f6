package jp.yagura.simulators.bench.ingest;

import jp.yagura.simulators.bench.BareBroker;
import jp.yagura.simulators.bench.Figure;
import jp.yagura.simulators.bench.Goal;
import jp.yagura.simulators.bench.Words;
import jp.yagura.simulators.bench.Workbench;

/// Says what the comparison came to.
record IngestFigures(Workbench bench) {
  private static final Words MOSQUITTO =
      new Words("Mosquittoのみ 1件/通", "mosquitto alone, one reading per message");
  private static final Words OURS = new Words("確定保存 1件/通", "durable, one reading per message");
  private static final Goal HALF = Goal.ratioAtLeast(0.5);

  /// Node-RED 5 writing to SQLite in batches, as it was measured with two cores when Yagura was
  /// designed. It is not measured here.
  private static final double NODE_RED = 24_900;

  void mosquitto(Road single, Road bareSingle, Road batched, Road bareBatched) {
    report(MOSQUITTO, bareSingle.median(Rate::messagesPerSecond), "msg/s");
    bench.report(
        ours(single).withRatio("mosquitto alone", single.messagesBy(bareSingle)).aimingAt(HALF));
    report(
        new Words("Mosquittoのみ 30件/通", "mosquitto alone, 30 readings per message"),
        bareBatched.median(Rate::readingsPerSecond),
        "readings/s");
    cpu(new Words("処理時間 1件/通", "processor time, one reading per message"), single, bareSingle);
    cpu(new Words("処理時間 30件/通", "processor time, 30 readings per message"), batched, bareBatched);
  }

  void noMosquitto(Road single) {
    bench.report(Figure.missing(IngestBenchmark.NAME, MOSQUITTO, "msg/s", BareBroker.INSTALL));
    bench.report(ours(single).aimingAt(HALF));
  }

  void nodeRed(Road single) {
    bench.report(
        Figure.missing(
            IngestBenchmark.NAME,
            new Words("Node-RED → SQLite 一括書込み", "Node-RED to SQLite, batched"),
            "msg/s",
            "not run here: npm install -g node-red node-red-node-sqlite"));
    bench.report(
        ours(single)
            .beside("Node-RED to SQLite, batched, 24,900 msg/s as noted earlier", NODE_RED)
            .aimingAt(Goal.moreThan(25_000)));
  }

  void sqlite(Road single, Road batched, SqliteAlone sqlite) {
    report(
        new Words("SQLiteのみ 1件ずつ確定", "SQLite alone, one insert per commit"),
        sqlite.single(),
        "rows/s");
    bench.report(ours(single).beside("SQLite alone, one insert per commit", sqlite.single()));
    report(
        new Words("SQLiteのみ 千件ずつ確定", "SQLite alone, commits of 1,000"), sqlite.batched(), "rows/s");
    bench.report(
        figure(
                new Words("確定保存 30件/通", "durable, 30 readings per message"),
                batched.median(Rate::readingsPerSecond),
                "readings/s")
            .beside("SQLite alone, commits of 1,000", sqlite.batched())
            .aimingAt(HALF));
  }

  void kill(Kill kill) {
    report(
        new Words("kill -9 時に未確定", "not yet acknowledged at kill -9"), kill.underWay(), "readings");
    report(new Words("再起動", "restart after kill -9"), kill.restart().toMillis() / 1e3, "s");
    report(
        new Words("確定通知した観測値", "acknowledged as durable around kill -9"),
        kill.acknowledged(),
        "readings");
    bench.report(
        figure(new Words("kill -9 で失われた数", "lost at kill -9"), kill.lost(), "readings")
            .aimingAt(Goal.atMost(0)));
    bench.report(
        figure(new Words("二重に保存された数", "stored twice"), kill.twice(), "readings")
            .aimingAt(Goal.atMost(0)));
  }

  /// Hardly depends on what else the machine does, unlike everything that is told per second.
  private void cpu(Words what, Road ours, Road bare) {
    double theirs = bare.median(Rate::cpuMicrosPerMessage);
    double own = ours.median(Rate::cpuMicrosPerMessage);
    bench.report(figure(what, own, "µs/msg").beside("mosquitto alone", theirs));
  }

  private static Figure ours(Road single) {
    return figure(OURS, single.median(Rate::messagesPerSecond), "msg/s");
  }

  private void report(Words metric, double value, String unit) {
    bench.report(figure(metric, value, unit));
  }

  private static Figure figure(Words metric, double value, String unit) {
    return Figure.of(IngestBenchmark.NAME, metric, value, unit);
  }
}
