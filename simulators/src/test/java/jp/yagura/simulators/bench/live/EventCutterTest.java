package jp.yagura.simulators.bench.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class EventCutterTest {
  private static final String STREAM =
      """
      event: reset
      data: {}

      id: a-1
      event: change
      data: {"topic":"levels","put":[{"id":"inabu/wl","name":"a \\"}\\" b","version":7,"value":null},{"id":"tochi/wl","version":12}],"remove":[],"at":"2026-11-21T00:00:00Z"}

      event: beat
      data: {"now":"2026-11-21T00:00:05Z"}

      """;

  @Property
  void eventsAreTheSameInWhateverPiecesTheyCome(@ForAll @IntRange(min = 1, max = 400) int size) {
    assertThat(events(size)).isEqualTo(events(STREAM.length() * 4)).hasSize(3);
  }

  @Test
  void itemsAreFoundWithTheirVersionsAndTheTextsOfTheEvent() {
    var items = new LinkedHashMap<String, Long>();
    var texts = new LinkedHashMap<String, String>();
    feed(
        STREAM.length() * 4,
        new EventCutter(
            event ->
                Items.visit(
                    event,
                    new Items.Visitor() {
                      @Override
                      public void item(String id, long version) {
                        items.put(id, version);
                      }

                      @Override
                      public void text(String key, String value) {
                        texts.put(key, value);
                      }
                    })));
    assertThat(items).isEqualTo(Map.of("inabu/wl", 7L, "tochi/wl", 12L));
    assertThat(texts)
        .containsEntry("topic", "levels")
        .containsEntry("at", "2026-11-21T00:00:00Z")
        .containsEntry("now", "2026-11-21T00:00:05Z");
  }

  private static List<String> events(int pieces) {
    var events = new ArrayList<String>();
    feed(
        pieces,
        new EventCutter(
            event ->
                events.add(
                    event.name()
                        + new String(
                            event.data(),
                            event.from(),
                            event.to() - event.from(),
                            StandardCharsets.UTF_8))));
    return events;
  }

  private static void feed(int pieces, EventCutter cutter) {
    var bytes = STREAM.getBytes(StandardCharsets.UTF_8);
    for (int from = 0; from < bytes.length; from += pieces) {
      int length = Math.min(pieces, bytes.length - from);
      System.arraycopy(bytes, from, cutter.room(length), cutter.end(), length);
      cutter.grown(length);
    }
  }
}
