package jp.yagura.command.kernel.live;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A topic with a state of its own, which it tells of only after it has changed, as a database does.
 */
final class Town implements LiveTopic {

  static final String NAME = "things";
  static final String PERMISSION = "things:read";

  @Serdeable
  record Thing(String id, String text) implements LiveItem {}

  private final Map<String, Thing> things = new TreeMap<>();
  private Runnable whileItIsRead = () -> {};

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String permission() {
    return PERMISSION;
  }

  @Override
  public List<Thing> snapshot() {
    whileItIsRead().run();
    synchronized (this) {
      return new ArrayList<>(things.values());
    }
  }

  private synchronized Runnable whileItIsRead() {
    return whileItIsRead;
  }

  synchronized void whileItIsRead(Runnable action) {
    whileItIsRead = action;
  }

  synchronized void put(String id, String text, Consumer<LiveChange> tell) {
    var thing = new Thing(id, text);
    things.put(id, thing);
    tell.accept(change(List.of(thing), List.of()));
  }

  synchronized void remove(String id, Consumer<LiveChange> tell) {
    things.remove(id);
    tell.accept(change(List.of(), List.of(id)));
  }

  synchronized Map<String, String> contents() {
    var contents = new TreeMap<String, String>();
    things.values().forEach(thing -> contents.put(thing.id(), thing.text()));
    return contents;
  }

  private static LiveChange change(List<Thing> put, List<String> remove) {
    return new LiveChange(NAME, put, remove, Instant.EPOCH);
  }
}
