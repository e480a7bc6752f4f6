package jp.yagura.simulators.bench.wire;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/// Which bytes went for what, on the lines of several devices.
final class Ledger {
  /// What a device talks about.
  enum Part {
    CONNECTING,
    READINGS,
    DURABLE_ACKS,
    STATUS
  }

  interface Talk {
    void run() throws IOException;
  }

  private final Map<Part, Traffic> parts = new EnumMap<>(Part.class);

  /// Books what passes during this talk. Only one talk at a time may go over a line.
  void book(Part part, CountingLine line, Talk talk) throws IOException {
    var before = line.passed();
    talk.run();
    add(part, line.passed().minus(before));
  }

  synchronized void add(Part part, Traffic traffic) {
    parts.merge(part, traffic, Traffic::plus);
  }

  synchronized Traffic of(Part part) {
    return parts.getOrDefault(part, Traffic.NONE);
  }
}
