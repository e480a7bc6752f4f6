package jp.yagura.command.kernel.live;

import io.micronaut.core.type.Argument;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;

/** A page of the console, as far as the hub can tell: it folds what it reads, and comes back. */
final class Page {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final byte[] NOTHING = {};
  private static final Argument<Map<String, Object>> DATA =
      Argument.mapOf(String.class, Object.class);
  private static final ObjectMapper JSON = ObjectMapper.getDefault();

  private final LiveHub hub;
  private final String session;
  private final Map<String, String> things = new TreeMap<>();
  private Optional<String> lastId = Optional.empty();
  private String idSeen = "";
  private int resets;
  private int changes;
  private Connection connection;

  private Page(LiveHub hub, String session) {
    this.hub = hub;
    this.session = session;
    this.connection = connect(Long.MAX_VALUE);
  }

  static Page open(LiveHub hub) {
    return new Page(hub, "somebody");
  }

  static Page open(LiveHub hub, String session) {
    return new Page(hub, session);
  }

  /** The cable is pulled; what was on its way is lost. */
  void drop() {
    connection.cancel();
  }

  void comeBack() {
    connection = connect(Long.MAX_VALUE);
  }

  /** Comes back, but takes nothing out of the line. */
  void comeBackAsleep() {
    connection = connect(0);
  }

  private Connection connect(long demand) {
    idSeen = "";
    var made = new Connection(demand);
    hub.subscribe(lastId, Set.of(Town.PERMISSION), session).subscribe(made);
    return made;
  }

  /** Reads on until the end of what was there when it came. */
  Page readUntilBeat() {
    return readUntil("beat", "");
  }

  Page readUntilTold(String text) {
    return readUntil("change", text);
  }

  /** Reads on until it shows this, which it may do already. */
  void readUntilShown(String id, String text) {
    while (!text.equals(things.get(id))) {
      for (String frame : frames(next())) {
        var _ = take(frame);
      }
    }
  }

  /** True if it is told this in a change, even if it has to come back for it meanwhile. */
  boolean hears(String text, Duration patience) {
    long until = System.nanoTime() + patience.toNanos();
    for (long left = patience.toNanos(); left > 0; left = until - System.nanoTime()) {
      byte[] read = next(Duration.ofNanos(left)).orElse(NOTHING);
      if (read.length == 0) {
        comeBack();
        continue;
      }
      for (String frame : frames(read)) {
        if (take(frame).equals("change") && frame.contains(text)) {
          return true;
        }
      }
    }
    return false;
  }

  boolean isConnected() {
    return !connection.isDisposed();
  }

  /** The hub has let go of a page that did not read. */
  boolean isForgotten() {
    return connection.isDisposed();
  }

  /** Reads what is still said until the stream ends. */
  Page readUntilEnd() {
    for (byte[] read = next(); read.length > 0; read = next()) {
      for (String frame : frames(read)) {
        var _ = take(frame);
      }
    }
    return this;
  }

  private Page readUntil(String event, String text) {
    while (true) {
      boolean found = false;
      for (String frame : frames(next())) {
        found |= take(frame).equals(event) && frame.contains(text);
      }
      if (found) {
        return this;
      }
    }
  }

  private byte[] next() {
    return next(PATIENCE).orElseThrow(() -> new AssertionError("nothing was said for " + PATIENCE));
  }

  private Optional<byte[]> next(Duration patience) {
    try {
      return Optional.ofNullable(connection.read.poll(patience.toNanos(), TimeUnit.NANOSECONDS));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String[] frames(byte[] read) {
    if (read.length == 0) {
      throw new AssertionError("the stream has ended");
    }
    return new String(read, StandardCharsets.UTF_8).split("\n\n");
  }

  private String take(String frame) {
    String event = "";
    Map<String, Object> data = Map.of();
    for (String line : frame.split("\n")) {
      if (line.startsWith("id: ")) {
        idSeen = line.substring(4);
      } else if (line.startsWith("event: ")) {
        event = line.substring(7);
      } else {
        data = json(line.substring("data: ".length()));
      }
    }
    fold(event, data);
    return event;
  }

  /** The same rules as in the console: half a snapshot is no place to resume from. */
  private void fold(String event, Map<String, Object> data) {
    switch (event) {
      case "reset" -> {
        resets++;
        lastId = Optional.empty();
      }
      case "snapshot" -> {
        things.clear();
        put(list(data, "items"));
      }
      case "change" -> {
        changes++;
        list(data, "remove").forEach(id -> things.remove(String.valueOf(id)));
        put(list(data, "put"));
        lastId = Optional.of(idSeen);
      }
      case "beat" -> lastId = idSeen.isEmpty() ? lastId : Optional.of(idSeen);
      default -> throw new AssertionError("a page knows no " + event);
    }
  }

  private static Iterable<?> list(Map<String, Object> data, String field) {
    return data.get(field) instanceof Iterable<?> list ? list : List.of();
  }

  private void put(Iterable<?> items) {
    for (Object item : items) {
      var fields = (Map<?, ?>) item;
      things.put(String.valueOf(fields.get("id")), String.valueOf(fields.get("text")));
    }
  }

  private static Map<String, Object> json(String text) {
    try {
      return JSON.readValue(text, DATA);
    } catch (IOException e) {
      throw new UncheckedIOException(text, e);
    }
  }

  Map<String, String> things() {
    return things;
  }

  int resets() {
    return resets;
  }

  int changes() {
    return changes;
  }

  /** One connection: an empty frame stands for its end. */
  private static final class Connection extends BaseSubscriber<byte[]> {

    private final BlockingQueue<byte[]> read = new LinkedBlockingQueue<>();
    private final long demand;

    Connection(long demand) {
      this.demand = demand;
    }

    @Override
    protected void hookOnSubscribe(Subscription subscription) {
      if (demand > 0) {
        subscription.request(demand);
      }
    }

    @Override
    protected void hookOnNext(byte[] frame) {
      read.add(frame);
    }

    @Override
    protected void hookOnComplete() {
      read.add(NOTHING);
    }
  }
}
