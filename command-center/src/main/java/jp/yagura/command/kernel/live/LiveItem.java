package jp.yagura.command.kernel.live;

/** Something on a topic: known by its id, always told whole. Must be serialisable as JSON. */
public interface LiveItem {
  String id();
}
