package jp.yagura.simulators.bench;

import java.io.IOException;

/// Measures one thing beside something that does the same.
public interface Benchmark {
  /// What it is called on the command line and in every figure.
  String name();

  /// One line for people: what is compared with what.
  Words about();

  void run(Workbench bench) throws IOException, InterruptedException;
}
