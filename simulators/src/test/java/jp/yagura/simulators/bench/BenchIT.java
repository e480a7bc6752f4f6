package jp.yagura.simulators.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Every benchmark from end to end, so small that its figures mean nothing.
class BenchIT {
  private final StringWriter out = new StringWriter();
  private final StringWriter progress = new StringWriter();

  @Test
  @Timeout(900)
  void everyBenchmarkReportsItsFiguresAsLinesOfJsonAndNothingElse()
      throws IOException, InterruptedException {
    try (var bench =
        Workbench.of(Scale.TINY, new JsonReport(new PrintWriter(out)), new PrintWriter(progress))) {
      new Calibration().run(bench);
      for (var benchmark : Benchmarks.named(List.of())) {
        benchmark.run(bench);
      }
    }
    var lines = out.toString().lines().toList();
    assertThat(lines)
        .as("figures after\n%s", progress)
        .allMatch(line -> line.startsWith("{\"bench\":\"") && line.endsWith("}"));
    assertThat(metricsOf("calibration", lines)).hasSize(3);
    assertThat(metricsOf("ingest", lines))
        .contains(
            "durable, one reading per message",
            "durable, 30 readings per message",
            "SQLite alone, one insert per commit",
            "SQLite alone, commits of 1,000",
            "mosquitto alone, one reading per message",
            "Node-RED to SQLite, batched");
    assertThat(lines)
        .as("promises that hold at any scale")
        .anyMatch(line -> line.contains("\"lost at kill -9\",\"value\":0,"))
        .anyMatch(line -> line.contains("\"stored twice\",\"value\":0,"))
        .anyMatch(line -> line.contains("\"readings lost\",\"value\":0,"))
        .anyMatch(line -> line.contains("\"readings stored twice\",\"value\":0,"))
        .anyMatch(line -> line.contains("\"lost events\",\"value\":0,"));
    assertThat(metricsOf("wire", lines)).contains("a tower's day");
    assertThat(metricsOf("footprint", lines)).contains("memory (RSS)");
    assertThat(metricsOf("live", lines)).anyMatch(metric -> metric.contains("p99"));
  }

  private static List<String> metricsOf(String bench, List<String> lines) {
    var metrics = new ArrayList<String>();
    for (var line : lines) {
      if (line.startsWith("{\"bench\":\"" + bench + "\"")) {
        metrics.add(line.replaceAll(".*\"metric\":\"(.*?)\",\"value\".*", "$1"));
      }
    }
    return metrics;
  }
}
