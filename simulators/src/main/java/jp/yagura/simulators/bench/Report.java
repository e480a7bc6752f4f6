package jp.yagura.simulators.bench;

/// Where figures go.
public sealed interface Report permits JsonReport, TableReport {
  void begins(Benchmark benchmark);

  void figure(Figure figure);
}
