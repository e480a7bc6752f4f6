package jp.yagura.shared.wire;

/// How far the numbers of one start of the agent go. What a command center has less of it can ask
/// for.
///
/// @param readings the last number given in stream READINGS, 0 for none
/// @param events the last number given in stream EVENTS, 0 for none
/// @param open whether something of it is not known to be durable
public record Tail(long epoch, long readings, long events, boolean open) {
  public Tail {
    Check.notNegative("epoch", epoch);
    Check.notNegative("readings", readings);
    Check.notNegative("events", events);
  }

  public long last(Stream stream) {
    return switch (stream) {
      case READINGS -> readings;
      case EVENTS -> events;
      case SNAPSHOTS -> 0;
    };
  }
}
