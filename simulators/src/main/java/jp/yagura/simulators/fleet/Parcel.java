package jp.yagura.simulators.fleet;

import java.util.List;

/// Consecutive items of one stream that travel in one message, as long as their device has custody
/// of them. Its stream's [Custody] owns it; it changes only on the device's event loop.
final class Parcel<T> {
  enum State {
    TO_SEND,
    ON_THE_WAY,
    AT_THE_BROKER,
    RELEASED
  }

  private final long firstSeq;
  private final List<T> items;
  private final long takenNanos;
  private State state = State.TO_SEND;
  private long sentNanos;
  private int timesSent;

  Parcel(long firstSeq, List<T> items, long takenNanos) {
    this.firstSeq = firstSeq;
    this.items = items;
    this.takenNanos = takenNanos;
  }

  long firstSeq() {
    return firstSeq;
  }

  long lastSeq() {
    return firstSeq + items.size() - 1;
  }

  List<T> items() {
    return items;
  }

  int size() {
    return items.size();
  }

  State state() {
    return state;
  }

  long takenNanos() {
    return takenNanos;
  }

  long sentNanos() {
    return sentNanos;
  }

  /// Whether it is known which sending an acknowledgement answers.
  boolean sentOnce() {
    return timesSent == 1;
  }

  /// @return whether it goes out for a second or later time
  boolean sent(long nanos) {
    timesSent++;
    sentNanos = nanos;
    state = State.ON_THE_WAY;
    return timesSent > 1;
  }

  void becomes(State next) {
    state = next;
  }
}
