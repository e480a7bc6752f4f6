package jp.yagura.command.kernel.live;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** The pages that are open, and who may not come in any more. Used by the hub's thread only. */
final class LivePages {

  private static final int ENDINGS_REMEMBERED = 1_000;

  /** Pages that are being given their first picture; changes reach them only after it. */
  private final Set<LiveSubscriber> arriving = new LinkedHashSet<>();

  private final Set<LiveSubscriber> listening = new LinkedHashSet<>();

  /** A page that was let in just before its session ended may knock here just after. */
  private final Map<String, Boolean> endedLately =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > ENDINGS_REMEMBERED;
        }
      };

  void arrive(LiveSubscriber page) {
    if (endedLately.containsKey(page.session())) {
      page.close();
    } else {
      arriving.add(page);
    }
  }

  /** From now on the page is told of changes, if it is still there. */
  void settle(LiveSubscriber page) {
    arriving.remove(page);
    if (!page.isGone()) {
      listening.add(page);
    }
  }

  /** Pages that may see the same topics get the very same bytes; none if there are none. */
  void tell(Function<Set<String>, byte[]> frameFor) {
    Map<Set<String>, byte[]> byAudience = new HashMap<>();
    listening.removeIf(
        page -> {
          byte[] frame = byAudience.computeIfAbsent(page.topics(), frameFor);
          return frame.length == 0 ? page.isGone() : !page.offer(frame);
        });
    arriving.removeIf(LiveSubscriber::isGone);
  }

  /** Someone logged out or lost a role: their pages have to ask again. */
  void end(String session) {
    endedLately.put(session, true);
    all().filter(page -> page.session().equals(session)).forEach(LiveSubscriber::close);
  }

  void closeAll() {
    all().forEach(LiveSubscriber::close);
  }

  int count() {
    return listening.size();
  }

  private Stream<LiveSubscriber> all() {
    return Stream.concat(arriving.stream(), listening.stream());
  }
}
