package jp.yagura.command.kernel.live;

import io.micronaut.context.BeanProvider;
import io.micronaut.core.util.SupplierUtil;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The topics that the features have declared. They are asked for only when the first page or change
 * comes: features publish through the hub, so the hub must be able to stand before them.
 */
@Singleton
final class LiveTopics {

  private final Supplier<Map<String, LiveTopic>> byName;

  LiveTopics(BeanProvider<LiveTopic> topics) {
    this.byName = SupplierUtil.memoized(() -> collect(topics));
  }

  private static Map<String, LiveTopic> collect(BeanProvider<LiveTopic> topics) {
    var byName = new LinkedHashMap<String, LiveTopic>();
    for (LiveTopic topic : topics) {
      if (byName.put(topic.name(), topic) != null) {
        throw new IllegalStateException("two live topics are called " + topic.name());
      }
    }
    return byName;
  }

  boolean has(String name) {
    return byName.get().containsKey(name);
  }

  Collection<LiveTopic> all() {
    return byName.get().values();
  }

  Set<String> visibleWith(Set<String> permissions) {
    return all().stream()
        .filter(topic -> permissions.contains(topic.permission()))
        .map(LiveTopic::name)
        .collect(Collectors.toUnmodifiableSet());
  }
}
