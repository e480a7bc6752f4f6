package jp.yagura.simulators.link;

import java.net.BindException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Several links to one place, each named after the profile it has, and the timetable they follow.
public final class Links implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Links.class);

  private final Map<String, Link> byName;
  private final Optional<Switchman> switchman;

  /// Where a link is to listen.
  ///
  /// @param profile which is its name, too
  public record Listener(String profile, int port) {
    public Listener {
      LinkProfiles.named(profile);
      if (port < 0 || port > 65_535) {
        throw new IllegalArgumentException("a port is from 0 to 65535, not " + port);
      }
    }

    /// @param text such as `satellite=1893`
    public static Listener parse(String text) {
      String[] parts = text.split("=", -1);
      if (parts.length != 2 || !parts[1].matches("\\d{1,5}")) {
        throw new IllegalArgumentException(
            "'%s' is no listener; write PROFILE=PORT, like satellite=1893".formatted(text));
      }
      return new Listener(parts[0], Integer.parseInt(parts[1]));
    }
  }

  private Links(Map<String, Link> byName, Optional<Switchman> switchman) {
    this.byName = byName;
    this.switchman = switchman;
  }

  /// Opens all of them, or none.
  ///
  /// @throws IllegalArgumentException when a port is taken, a profile is there twice, or the
  ///     timetable speaks of others
  public static Links open(
      List<Listener> listeners, String host, int port, Optional<Timetable> timetable, long seed) {
    Map<String, Link> byName = new LinkedHashMap<>();
    try {
      for (var listener : listeners) {
        if (byName.containsKey(listener.profile())) {
          throw new IllegalArgumentException(listener.profile() + " is there twice");
        }
        byName.put(listener.profile(), open(listener, host, port, seed + byName.size()));
      }
      return new Links(
          byName,
          timetable.map(
              table -> Switchman.begin(byName, table, seed, step -> log.info("{}", step))));
    } catch (RuntimeException e) {
      byName.values().forEach(Link::close);
      throw e;
    }
  }

  private static Link open(Listener listener, String host, int port, long seed) {
    try {
      return Link.of(LinkProfiles.named(listener.profile()), listener.port(), host, port, seed);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      // Netty throws what it got without declaring it
      if (e instanceof BindException) {
        throw new IllegalArgumentException(
            "port %d is in use; choose another for %s"
                .formatted(listener.port(), listener.profile()),
            e);
      }
      throw new IllegalStateException(e);
    }
  }

  /// The ports they listen on, by name, in the order they were asked for.
  public Map<String, Integer> ports() {
    return byName.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                link -> link.getValue().port(),
                (one, _) -> one,
                LinkedHashMap::new));
  }

  /// What went over each, in words for whoever ends them.
  public List<String> account() {
    return byName.entrySet().stream()
        .map(
            link ->
                "%s: %,d bytes up, %,d bytes down, %,d stalls"
                    .formatted(
                        link.getKey(),
                        link.getValue().bytesUp(),
                        link.getValue().bytesDown(),
                        link.getValue().stalls()))
        .toList();
  }

  @Override
  public void close() {
    switchman.ifPresent(Switchman::close);
    byName.values().forEach(Link::close);
  }
}
