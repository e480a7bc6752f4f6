package jp.yagura.shared.wire;

/// Which way a message goes, seen from the tower.
public enum Direction {
  UP("up"),
  DOWN("down");

  private final String segment;

  Direction(String segment) {
    this.segment = segment;
  }

  /// As it stands in a topic.
  public String segment() {
    return segment;
  }
}
