package jp.yagura.agent.road;

/// What the uplink is to do next.
public sealed interface Step {
  Road road();

  /// Make a connection. Until it is told to be more, nothing goes over it but what proves it.
  record Try(Road road) implements Step {}

  /// The data goes over this one from now on.
  record Lead(Road road) implements Step {}

  /// It carries the same data beside the one that leads.
  record Accompany(Road road) implements Step {}

  /// Give it up.
  ///
  /// @param politely it works, so the broker is told
  record Leave(Road road, boolean politely) implements Step {}
}
