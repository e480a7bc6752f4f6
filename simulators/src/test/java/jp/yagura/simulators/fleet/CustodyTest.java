package jp.yagura.simulators.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import jp.yagura.shared.wire.SeqRange;
import jp.yagura.shared.wire.SeqRanges;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CustodyTest {
  private final Custody<String> custody = new Custody<>(6, 2);
  private final List<Long> released = new ArrayList<>();

  @Test
  void itemsAreNumberedWithoutGapsAndTravelInParcels() {
    take("a", "b", "c");

    assertThat(sent()).containsExactly("1: a b", "3: c");
    assertThat(sent()).isEmpty();
  }

  @Test
  void whatIsStoredIsReleasedAndTheRestIsKept() {
    take("a", "b", "c", "d", "e");
    sent();

    release(2, new SeqRange(5, 5));

    assertThat(released).containsExactly(1L, 5L);
    assertThat(custody.waiting()).isEqualTo(2);
  }

  @Test
  void aParcelOfWhichOnlyAPartIsStoredIsKeptWhole() {
    take("a", "b", "c", "d");
    sent();

    release(3);

    assertThat(released).containsExactly(1L);
    assertThat(custody.waiting()).isEqualTo(2);
    custody.linkLost();
    assertThat(custody.oldestUnsent()).contains("c");
  }

  @Test
  void whatIsUnderWayIsNotUnsentAnyMore() {
    take("a", "b", "c");
    assertThat(custody.unsent()).isEqualTo(3);
    sent();
    assertThat(custody.unsent()).isZero();
    assertThat(custody.oldestUnsent()).isEmpty();
    take("d");
    custody.linkLost();
    assertThat(custody.unsent()).isEqualTo(4);
    assertThat(custody.oldestUnsent()).contains("a");
  }

  @Test
  void afterALostLinkEverythingKeptGoesAgainInOrderBeforeAnythingNew() {
    take("a", "b", "c");
    sent();
    take("d");
    release(2);

    custody.linkLost();

    assertThat(sent()).containsExactly("3: c", "4: d");
  }

  @Test
  void whatBecameDurableWhileItWaitedToGoAgainStaysHome() {
    take("a", "b", "c");
    sent();
    custody.linkLost();

    release(2);

    assertThat(sent()).containsExactly("3: c");
  }

  @Test
  void aFullDeviceTakesNothingMoreAndTearsNoGap() {
    take("a", "b", "c", "d", "e", "f");

    assertThat(custody.take("g", 0)).isFalse();
    sent();
    release(6);
    take("h");

    assertThat(sent()).containsExactly("7: h");
  }

  @Test
  void anAcknowledgementOfWhatWasNeverSentIsNotBelieved() {
    take("a", "b");
    sent();

    assertThat(custody.release(SeqRanges.upTo(99), parcel -> {})).isFalse();
    assertThat(custody.waiting()).isEqualTo(2);
  }

  @Test
  void whatTheBrokerHasHadForTooLongGoesAgain() {
    take("a", "b", "c");
    var first = custody.next().orElseThrow();
    first.sent(100);
    first.becomes(Parcel.State.AT_THE_BROKER);
    var second = custody.next().orElseThrow();
    second.sent(200);
    second.becomes(Parcel.State.AT_THE_BROKER);

    assertThat(custody.sendAgainIfSentBefore(150)).isTrue();
    assertThat(custody.sendAgainIfSentBefore(150)).isFalse();

    assertThat(sent()).containsExactly("1: a b");
  }

  @Test
  void theCommandCenterCanAskForAnythingThatIsStillKept() {
    take("a", "b", "c", "d");
    for (var next = custody.next(); next.isPresent(); next = custody.next()) {
      next.get().sent(0);
      next.get().becomes(Parcel.State.AT_THE_BROKER);
    }
    release(2);

    custody.sendAgain(new SeqRange(1, 3));

    assertThat(sent()).containsExactly("3: c d");
  }

  /// What may happen between two of the device's measurements.
  enum Fate {
    MEASURED,
    ARRIVED,
    LOST_ON_THE_WAY,
    STORED_AND_SAID_SO,
    STORED_BUT_THE_ANSWER_WAS_LOST,
    LINK_LOST
  }

  @Property(tries = 500)
  void whateverIsLostOnTheWayEverythingArrivesInTheEndAndTheStreamHasNoGap(
      @ForAll @Size(max = 200) List<Fate> fates) {
    var device = new Custody<Integer>(1_000, 3);
    var onTheWay = new ArrayList<Parcel<Integer>>();
    var store = new TreeMap<Long, Integer>();
    var stored = SeqRanges.NONE;
    int measured = 0;

    for (var fate : fates) {
      device
          .next()
          .ifPresent(
              parcel -> {
                parcel.sent(0);
                onTheWay.add(parcel);
              });
      switch (fate) {
        case MEASURED -> device.take(++measured, 0);
        case LOST_ON_THE_WAY -> onTheWay.clear();
        case ARRIVED, STORED_BUT_THE_ANSWER_WAS_LOST -> stored = store(onTheWay, store, stored);
        case STORED_AND_SAID_SO -> {
          stored = store(onTheWay, store, stored);
          assertThat(device.release(stored, parcel -> {})).isTrue();
        }
        case LINK_LOST -> {
          onTheWay.clear();
          device.linkLost();
        }
      }
    }
    // the storm is over: the link comes back and stays
    device.linkLost();
    for (var next = device.next(); next.isPresent(); next = device.next()) {
      next.get().sent(0);
      stored = store(new ArrayList<>(List.of(next.get())), store, stored);
    }
    device.release(stored, parcel -> {});

    assertThat(device.waiting()).isZero();
    assertThat(stored).isEqualTo(SeqRanges.upTo(measured));
    assertThat(store.values()).containsExactlyElementsOf(numbers(measured));
  }

  private static SeqRanges store(
      List<Parcel<Integer>> arrived, TreeMap<Long, Integer> store, SeqRanges before) {
    var stored = before;
    for (var parcel : arrived) {
      for (int i = 0; i < parcel.size(); i++) {
        store.put(parcel.firstSeq() + i, parcel.items().get(i));
      }
      stored = stored.add(new SeqRange(parcel.firstSeq(), parcel.lastSeq()));
    }
    arrived.clear();
    return stored;
  }

  private static List<Integer> numbers(int to) {
    return IntStream.rangeClosed(1, to).boxed().toList();
  }

  private void take(String... items) {
    for (var item : items) {
      assertThat(custody.take(item, 0)).isTrue();
    }
  }

  private List<String> sent() {
    var sent = new ArrayList<String>();
    for (var next = custody.next(); next.isPresent(); next = custody.next()) {
      next.get().sent(0);
      sent.add(next.get().firstSeq() + ": " + String.join(" ", next.get().items()));
    }
    return sent;
  }

  private void release(long upTo, SeqRange... above) {
    assertThat(
            custody.release(
                new SeqRanges(upTo, List.of(above)), parcel -> released.add(parcel.firstSeq())))
        .isTrue();
  }
}
