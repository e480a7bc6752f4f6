package jp.yagura.shared.id;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class Uuid7Test {
  private static final Instant NOON = Instant.parse("2026-11-21T03:00:00.123Z");

  @Test
  void itIsOfVersion7AndCarriesItsTime() {
    UUID id = new Uuid7(InstantSource.fixed(NOON)).next();
    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
    assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOON.toEpochMilli());
  }

  @Test
  void aHundredThousandInOneMillisecondStillRise() {
    Uuid7 ids = new Uuid7(InstantSource.fixed(NOON));
    UUID last = ids.next();
    for (int i = 0; i < 100_000; i++) {
      UUID next = ids.next();
      assertThat(next.compareTo(last)).isPositive();
      last = next;
    }
  }

  @Property(tries = 200)
  void eachIsGreaterThanTheOneBeforeHoweverTheClockJumps(
      @ForAll @Size(min = 2, max = 50) List<@LongRange(min = 0, max = (1L << 47) - 1) Long> clock) {
    Iterator<Long> times = clock.iterator();
    Uuid7 ids = new Uuid7(() -> Instant.ofEpochMilli(times.next()));
    List<String> made = new ArrayList<>();
    clock.forEach(_ -> made.add(ids.next().toString()));
    assertThat(made).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void manyThreadsNeverGetTheSame() {
    Uuid7 ids = new Uuid7(InstantSource.system());
    Set<UUID> made = ConcurrentHashMap.newKeySet();
    IntStream.range(0, 50_000).parallel().forEach(_ -> made.add(ids.next()));
    assertThat(made).hasSize(50_000);
  }
}
