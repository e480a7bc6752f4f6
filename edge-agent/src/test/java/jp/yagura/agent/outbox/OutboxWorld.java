package jp.yagura.agent.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import jp.yagura.agent.clock.Boot;
import jp.yagura.agent.clock.Moment;
import jp.yagura.agent.clock.Stamp;
import jp.yagura.shared.wire.Dating;
import jp.yagura.shared.wire.DownMessage.DurableAck;
import jp.yagura.shared.wire.Reading;
import jp.yagura.shared.wire.SeqRange;
import jp.yagura.shared.wire.SeqRanges;
import jp.yagura.shared.wire.Stream;
import jp.yagura.shared.wire.Tail;
import jp.yagura.shared.wire.UpMessage.Dropped;
import jp.yagura.shared.wire.UpMessage.ReadingsBatch;
import org.jspecify.annotations.Nullable;

/// An outbox on a card that can be copied and put back, in a box that restarts and does not always
/// know the time, and a command center at the other end: with everything that a plain map knows
/// about what they must do. The n-th reading ever taken has the value n.
final class OutboxWorld implements AutoCloseable {
  private static final Keep SMALL = new Keep(64 * 1024, Duration.ofDays(3650));
  private static final long WRONG_BY = Duration.ofDays(20_000).toMillis();

  private record Numbered(long epoch, long seq) {}

  /// What the card holds, as far as it can be told from outside.
  private record Card(TreeMap<Long, Numbered> owed, TreeSet<Long> lost, TreeSet<Long> taken) {
    static Card empty() {
      return new Card(new TreeMap<>(), new TreeSet<>(), new TreeSet<>());
    }

    Card copy() {
      return new Card(new TreeMap<>(owed), new TreeSet<>(lost), new TreeSet<>(taken));
    }
  }

  private final Path folder;
  private final Random dice;
  private final Map<Numbered, Long> given = new HashMap<>();
  private final Map<Long, Instant> truth = new HashMap<>();
  private final Map<Numbered, Reading> center = new HashMap<>();
  private final Map<Long, SeqRanges> custody = new TreeMap<>();
  private Card card = Card.empty();
  private @Nullable Card image;
  private long now = Items.START.toEpochMilli();
  private long bootedAt = now - 20_000;
  private int boots = 1;
  private boolean timeKnown;
  private long values;
  private Outbox outbox;
  private Stamp stamp;

  OutboxWorld(Path folder, long seed) throws OutboxException {
    this.folder = folder;
    this.dice = new Random(seed);
    outbox = open();
    stamp = begin();
  }

  private Path file() {
    return folder.resolve("outbox.db");
  }

  private Outbox open() throws OutboxException {
    Boot boot = new Boot("boot-" + boots, () -> now - bootedAt);
    // the clock of the machine stands still: only chance keeps epochs apart that must not meet
    return Outbox.open(file(), InstantSource.fixed(Items.START), SMALL, boot, dice);
  }

  private Stamp begin() throws OutboxException {
    Optional<Stamp> before = outbox.past().sameBoot();
    if (before.isPresent() && before.get().sure()) {
      assertThat(before.get().offset()).as("what this boot knew").isEqualTo(bootedAt);
      timeKnown = true;
    }
    if (timeKnown) {
      outbox.trueTimeIs(bootedAt);
      return new Stamp(bootedAt, true);
    }
    return new Stamp(bootedAt - WRONG_BY, false);
  }

  void measure(int count) throws OutboxException {
    List<Reading> readings = new ArrayList<>();
    long first = values + 1;
    for (int i = 0; i < count; i++) {
      now += 1_000;
      values++;
      truth.put(values, Instant.ofEpochMilli(now));
      Instant believed = Instant.ofEpochMilli(now - bootedAt + stamp.offset());
      readings.add(Reading.normal(Items.LEVEL, believed, values));
    }
    SeqRange ids = outbox.append(Entry.of(readings, List.of()).stamped(stamp)).orElseThrow();
    long last = outbox.tails().getFirst().readings();
    for (int i = 0; i < count; i++) {
      var number = new Numbered(outbox.epoch(), last - count + 1 + i);
      Long before = given.put(number, first + i);
      assertThat(before).as("%s was given twice", number).isNull();
      card.owed().put(first + i, number);
      card.taken().add(first + i);
    }
    assertThat(ids.size()).isEqualTo(count);
    crossOffWhatWasDropped();
  }

  /// One message arrives.
  void send(long below) throws OutboxException {
    long upTo = Math.max(1, outbox.last(Stream.READINGS) - below);
    Optional<Stretch> next = outbox.newestReadings(upTo, List.of());
    next.ifPresent(stretch -> arrive(stretch.batch()));
  }

  private void arrive(ReadingsBatch batch) {
    long seq = batch.firstSeq();
    for (Reading reading : batch.readings()) {
      var number = new Numbered(batch.epoch(), seq++);
      Reading known = center.putIfAbsent(number, reading);
      assertThat(known == null ? reading.value() : known.value())
          .as("%s means one thing only", number)
          .isEqualTo(reading.value())
          .isEqualTo(given.get(number));
      if (!(batch.dating() instanceof Dating.Uncertain)) {
        assertThat(reading.observedAt())
            .as("%s says that its time is right", reading)
            .isEqualTo(truth.get(reading.value()));
      }
    }
    custody.merge(batch.epoch(), SeqRanges.NONE.add(batch.range()), (a, _) -> a.add(batch.range()));
  }

  /// The command center tells what it has of one of the epochs it knows.
  void acknowledge(int which) throws OutboxException {
    if (custody.isEmpty()) {
      return;
    }
    long epoch = List.copyOf(custody.keySet()).get(which % custody.size());
    SeqRanges stored = custody.getOrDefault(epoch, SeqRanges.NONE);
    outbox.free(DurableAck.of(epoch, Stream.READINGS, stored));
    card.owed().values().removeIf(n -> n.epoch() == epoch && stored.contains(n.seq()));
  }

  /// The command center comes back from a backup without one of the epochs, and asks for it.
  void forgetAndAsk(int which) throws OutboxException {
    if (custody.isEmpty()) {
      return;
    }
    long epoch = List.copyOf(custody.keySet()).get(which % custody.size());
    SeqRanges had = custody.getOrDefault(epoch, SeqRanges.NONE);
    long last = had.above().isEmpty() ? had.upTo() : had.above().getLast().last();
    custody.remove(epoch);
    center.keySet().removeIf(number -> number.epoch() == epoch);
    ask(epoch, new SeqRange(1, last));
    crossOffWhatWasDropped();
  }

  private void crossOffWhatWasDropped() throws OutboxException {
    for (Dropped dropped : dropped()) {
      given.forEach(
          (number, value) -> {
            if (number.epoch() == dropped.ofEpoch() && dropped.range().contains(number.seq())) {
              card.owed().remove(value);
              card.lost().add(value);
            }
          });
    }
  }

  private List<Dropped> dropped() throws OutboxException {
    List<Dropped> all = new ArrayList<>();
    for (Letter letter : events()) {
      if (Items.opened(letter) instanceof Dropped dropped) {
        all.add(dropped);
      }
    }
    return all;
  }

  private List<Letter> events() throws OutboxException {
    List<SeqRange> seen = new ArrayList<>();
    List<Letter> events = new ArrayList<>();
    for (Optional<Letter> next = outbox.nextEvent(seen, false);
        next.isPresent();
        next = outbox.nextEvent(seen, false)) {
      seen.add(next.get().range());
      events.add(next.get());
    }
    return events;
  }

  void restartAgent() throws OutboxException {
    outbox.close();
    outbox = open();
    stamp = begin();
  }

  void cutPower() throws OutboxException {
    outbox.close();
    boots++;
    now += 60_000;
    bootedAt = now;
    timeKnown = false;
    outbox = open();
    stamp = begin();
  }

  void learnTheTime() throws OutboxException {
    outbox.trueTimeIs(bootedAt);
    timeKnown = true;
    stamp = new Stamp(bootedAt, true);
  }

  void copyTheCard() throws OutboxException, IOException {
    outbox.close();
    Files.copy(file(), folder.resolve("image.db"), StandardCopyOption.REPLACE_EXISTING);
    image = card.copy();
    outbox = open();
    stamp = begin();
  }

  /// What was measured since and not confirmed is gone with the card that was taken out.
  void putTheCopyBack() throws OutboxException, IOException {
    if (image == null) {
      return;
    }
    outbox.close();
    Files.copy(folder.resolve("image.db"), file(), StandardCopyOption.REPLACE_EXISTING);
    card = image.copy();
    boots++; // a card is not changed in a running box
    now += 60_000;
    bootedAt = now;
    timeKnown = false;
    outbox = open();
    stamp = begin();
    askAtBirth();
  }

  /// A box that starts tells how far its numbers go. Headquarters, which may have been restored
  /// between the making of the image and now, asks for what it lacks of them.
  private void askAtBirth() throws OutboxException {
    for (Tail tail : outbox.tails()) {
      SeqRanges had = custody.getOrDefault(tail.epoch(), SeqRanges.NONE);
      for (long seq = 1; seq <= tail.readings(); seq++) {
        if (!had.contains(seq)) {
          ask(tail.epoch(), SeqRange.only(seq));
        }
      }
    }
    crossOffWhatWasDropped();
  }

  private void ask(long epoch, SeqRange numbers) throws OutboxException {
    outbox.askedAgain(
        epoch,
        Stream.READINGS,
        numbers,
        new Moment(Instant.ofEpochMilli(now - bootedAt + stamp.offset()), stamp));
    given.forEach(
        (number, value) -> {
          if (number.epoch() == epoch
              && numbers.contains(number.seq())
              && card.taken().contains(value)) {
            card.owed().put(value, number);
          }
        });
  }

  void owesWhatItMust() throws OutboxException {
    assertThat(outbox.waiting().items()).isEqualTo(card.owed().size() + events().size());
  }

  /// Everything gets through at last.
  void drain() throws OutboxException {
    for (int round = 0; round < 10_000; round++) {
      Optional<Stretch> next = outbox.newestReadings(outbox.last(Stream.READINGS), List.of());
      if (next.isEmpty()) {
        break;
      }
      arrive(next.get().batch());
      acknowledge(List.copyOf(custody.keySet()).indexOf(next.get().batch().epoch()));
    }
    assertThat(card.owed()).isEmpty();
    var arrived = new TreeSet<Long>();
    center.values().forEach(reading -> arrived.add(reading.value()));
    assertThat(card.taken())
        .allMatch(value -> arrived.contains(value) || card.lost().contains(value));
  }

  @Override
  public void close() throws OutboxException, IOException {
    outbox.close();
    try (var paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
