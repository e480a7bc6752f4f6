package jp.yagura.agent.uplink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class ValueTest {

  @Property
  void whateverWaitsTheNextOneSentIsWorthTheMost(@ForAll @Size(max = 30) List<Value> waiting) {
    Optional<Value> next = Value.first(true, value -> one(waiting, value));
    assertThat(next).isEqualTo(waiting.stream().sorted().findFirst());
  }

  @Property
  void withFewPlacesLeftNothingButAnAlarmGoes(@ForAll @Size(max = 30) List<Value> waiting) {
    assertThat(Value.first(false, value -> one(waiting, value)))
        .isEqualTo(waiting.contains(Value.ALARM) ? Optional.of(Value.ALARM) : Optional.empty());
  }

  @Property
  void onALineThatIsIdleEverythingGoesInTheEndAndInItsOrder(
      @ForAll @Size(max = 60) List<Value> waiting) {
    Map<Value, Integer> left = new EnumMap<>(Value.class);
    waiting.forEach(value -> left.merge(value, 1, Integer::sum));
    List<Value> sent = new ArrayList<>();
    Optional<Value> next = Value.first(true, value -> taken(left, value));
    while (next.isPresent()) {
      sent.add(next.get());
      next = Value.first(true, value -> taken(left, value));
    }
    assertThat(sent).isEqualTo(waiting.stream().sorted().toList());
  }

  private static Optional<Value> one(List<Value> waiting, Value value) {
    return waiting.stream().filter(value::equals).findAny();
  }

  private static Optional<Value> taken(Map<Value, Integer> left, Value value) {
    if (left.getOrDefault(value, 0) == 0) {
      return Optional.empty();
    }
    left.merge(value, -1, Integer::sum);
    return Optional.of(value);
  }
}
