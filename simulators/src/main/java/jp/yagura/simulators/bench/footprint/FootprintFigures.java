package jp.yagura.simulators.bench.footprint;

import java.util.OptionalDouble;
import jp.yagura.simulators.bench.Figure;
import jp.yagura.simulators.bench.Goal;
import jp.yagura.simulators.bench.Words;
import jp.yagura.simulators.bench.Workbench;

/// Tells what was measured, and what it should have been.
final class FootprintFigures {
  private static final Words MEMORY = new Words("記憶容量", "memory (RSS)");
  private static final Words START = new Words("最初の値の受領まで", "start to first reading accepted");

  private static final Words FLASH = new Words("1日の書込み量", "written to the card a day");

  private final Workbench bench;
  private OptionalDouble memory = OptionalDouble.empty();

  FootprintFigures(Workbench bench) {
    this.bench = bench;
  }

  void cannot(String remedy) {
    bench.report(Figure.missing(FootprintBenchmark.NAME, MEMORY, "MB", remedy));
  }

  void starts(Starts ours, Starts oursPlain, Starts bare, Starts barePlain) {
    memory = OptionalDouble.of(ours.megabytes());
    bench.report(
        figure(MEMORY, ours.megabytes(), "MB")
            .beside("bare loop with AOT cache", bare.megabytes())
            .aimingAt(Goal.atMost(80)));
    bench.report(
        figure(new Words("記憶容量（AOTなし）", "memory (RSS), no AOT cache"), oursPlain.megabytes(), "MB")
            .beside("bare loop, no AOT cache", barePlain.megabytes()));
    bench.report(figure(new Words("最小の繰返しの記憶容量", "bare loop's memory"), bare.megabytes(), "MB"));
    bench.report(
        figure(
            new Words("最小の繰返しの記憶容量（AOTなし）", "bare loop's memory, no AOT cache"),
            barePlain.megabytes(),
            "MB"));
    bench.report(
        figure(START, ours.seconds(), "s")
            .beside("bare loop with AOT cache", bare.seconds())
            .aimingAt(Goal.ratioAtMost(2.5)));
    bench.report(
        figure(
                new Words("最初の値の受領まで（AOTなし）", "start to first reading, no AOT cache"),
                oursPlain.seconds(),
                "s")
            .beside("bare loop, no AOT cache", barePlain.seconds()));
    bench.report(
        figure(new Words("最小の繰返しの最初の値", "bare loop's first reading"), bare.seconds(), "s"));
    bench.report(
        figure(
            new Words("最小の繰返しの最初の値（AOTなし）", "bare loop's first reading, no AOT cache"),
            barePlain.seconds(),
            "s"));
  }

  void nodeRed(double megabytes) {
    bench.report(figure(new Words("Node-REDの記憶容量（流れなし）", "Node-RED idle"), megabytes, "MB"));
    bench.report(
        figure(MEMORY, memory.orElseThrow(), "MB")
            .beside("Node-RED idle", megabytes)
            .aimingAt(Goal.ratioAtMost(0.55)));
  }

  void noNodeRed() {
    bench.report(
        Figure.missing(
            FootprintBenchmark.NAME,
            new Words("Node-REDの記憶容量（流れなし）", "Node-RED idle"),
            "MB",
            NodeRed.INSTALL));
  }

  void flash(double online, double offline, double naive) {
    bench.report(
        figure(new Words("素朴な保存の1日の書込み量", "naive: insert and delete each reading"), naive, "MB"));
    bench.report(
        figure(FLASH, online, "MB")
            .beside("naive: insert and delete each reading", naive)
            .aimingAt(Goal.atMost(50)));
    bench.report(
        figure(new Words("1日の書込み量（回線なし）", "written to the card a day, offline"), offline, "MB")
            .beside("naive: insert and delete each reading", naive)
            .aimingAt(Goal.atMost(50)));
  }

  private static Figure figure(Words metric, double value, String unit) {
    return Figure.of(FootprintBenchmark.NAME, metric, value, unit);
  }
}
