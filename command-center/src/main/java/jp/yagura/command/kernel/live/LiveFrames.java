package jp.yagura.command.kernel.live;

import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Events as bytes of a server-sent-event stream; each is made once, however many pages read it. */
@Singleton
final class LiveFrames {

  private final ObjectMapper json;

  LiveFrames(ObjectMapper json) {
    this.json = json;
  }

  byte[] change(String id, LiveChange change) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("topic", change.topic());
    data.put("put", change.put().stream().map(LiveFrames::content).toList());
    data.put("remove", change.remove());
    data.put("at", change.at().toString());
    return event(id, "change", data);
  }

  byte[] snapshot(String id, String topic, List<? extends LiveItem> items) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("topic", topic);
    data.put("items", items);
    return event(id, "snapshot", data);
  }

  byte[] reset() {
    return event("", "reset", Map.of());
  }

  byte[] beat(Instant now) {
    return event("", "beat", Map.of("now", now.toString()));
  }

  private static Object content(LiveItem item) {
    return item instanceof RelayedItem relayed ? relayed.content() : item;
  }

  private byte[] event(String id, String name, Map<String, Object> data) {
    try {
      String line = id.isEmpty() ? "" : "id: " + id + "\n";
      byte[] head = (line + "event: " + name + "\ndata: ").getBytes(StandardCharsets.UTF_8);
      byte[] body = json.writeValueAsBytes(data); // JSON without line breaks: one data line
      byte[] whole = new byte[head.length + body.length + 2];
      System.arraycopy(head, 0, whole, 0, head.length);
      System.arraycopy(body, 0, whole, head.length, body.length);
      whole[whole.length - 2] = '\n';
      whole[whole.length - 1] = '\n';
      return whole;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
