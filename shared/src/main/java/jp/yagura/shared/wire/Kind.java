package jp.yagura.shared.wire;

import java.util.Optional;

/// What a topic carries: its last segment. The codes are part of the wire contract: they are in
/// every checksum.
public enum Kind {
  /// Retained. Tells that a site is here, or by the site's will that it is gone.
  BIRTH(1, Direction.UP, "birth"),
  STATUS(2, Direction.UP, "status"),
  READINGS(3, Direction.UP, "readings"),
  ALARM(4, Direction.UP, "alarm"),
  POWER(5, Direction.UP, "power"),
  SNAPSHOT_OFFER(6, Direction.UP, "snapshot-offer"),
  SNAPSHOT_CHUNK(7, Direction.UP, "snapshot-chunk"),
  DROPPED(8, Direction.UP, "dropped"),
  SUMMARY(9, Direction.UP, "summary"),
  LOG(10, Direction.UP, "log"),
  REPORT(11, Direction.UP, "report"),
  ACK(64, Direction.DOWN, "ack"),
  COMMAND(65, Direction.DOWN, "command"),
  TIME(66, Direction.DOWN, "time"),
  CONFIG(67, Direction.DOWN, "config"),
  SNAPSHOT_HAVE(68, Direction.DOWN, "snapshot-have");

  private final int code;
  private final Direction direction;
  private final String segment;

  Kind(int code, Direction direction, String segment) {
    this.code = code;
    this.direction = direction;
    this.segment = segment;
  }

  static Optional<Kind> ofSegment(String segment) {
    for (Kind kind : values()) {
      if (kind.segment.equals(segment)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  int code() {
    return code;
  }

  public Direction direction() {
    return direction;
  }

  /// As it stands in a topic.
  public String segment() {
    return segment;
  }

  /// Whether one that is lost is made good by the next, so that nobody need answer for it.
  public boolean atMostOnce() {
    return this == STATUS || this == ACK || this == SNAPSHOT_HAVE;
  }

  /// Whether the broker keeps the last one for those who come later.
  public boolean retained() {
    return this == BIRTH;
  }
}
