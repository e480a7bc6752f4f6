package jp.yagura.simulators.fleet;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import jp.yagura.shared.wire.SeqRange;
import jp.yagura.shared.wire.SeqRanges;

/// The custody rule for one stream of one device, without any network: items get gap-free numbers
/// as they are taken, and each is kept until it is durably stored elsewhere, however often it had
/// to be sent. Memory is bounded by refusing an item before it gets a number, so that a full device
/// loses new measurements but never tears a gap.
///
/// Used on the device's event loop only.
final class Custody<T> {
  private record Taken<T>(T item, long nanos) {}

  private final int capacity;
  private final int itemsPerParcel;
  private final ArrayDeque<Taken<T>> uncut = new ArrayDeque<>();
  private final TreeMap<Long, Parcel<T>> kept = new TreeMap<>();
  private final ArrayDeque<Parcel<T>> toSendAgain = new ArrayDeque<>();
  private long nextSeq = 1;
  private long keptItems;

  Custody(int capacity, int itemsPerParcel) {
    this.capacity = capacity;
    this.itemsPerParcel = itemsPerParcel;
  }

  boolean hasRoomFor(int items) {
    return waiting() + items <= capacity;
  }

  /// @return whether it was taken; false when there is no room
  boolean take(T item, long nowNanos) {
    if (!hasRoomFor(1)) {
      return false;
    }
    uncut.add(new Taken<>(item, nowNanos));
    return true;
  }

  /// How many items wait for their release, sent or not.
  long waiting() {
    return keptItems + uncut.size();
  }

  /// How many items have not been sent, or in vain.
  long unsent() {
    return toSend().mapToLong(Parcel::size).sum() + uncut.size();
  }

  Optional<T> oldestUnsent() {
    return toSend()
        .findFirst()
        .map(parcel -> parcel.items().getFirst())
        .or(() -> Optional.ofNullable(uncut.peek()).map(Taken::item));
  }

  private Stream<Parcel<T>> toSend() {
    return kept.values().stream().filter(parcel -> parcel.state() == Parcel.State.TO_SEND);
  }

  /// The next parcel to send: what has to go again first, since the stream has a gap until it
  /// arrives.
  Optional<Parcel<T>> next() {
    while (!toSendAgain.isEmpty()) {
      var parcel = toSendAgain.remove();
      if (parcel.state() == Parcel.State.TO_SEND) {
        return Optional.of(parcel);
      }
    }
    return uncut.isEmpty() ? Optional.empty() : Optional.of(cut());
  }

  private Parcel<T> cut() {
    int size = Math.min(itemsPerParcel, uncut.size());
    long takenNanos = uncut.element().nanos();
    var items = new ArrayList<T>(size);
    for (int i = 0; i < size; i++) {
      items.add(uncut.remove().item());
    }
    var parcel = new Parcel<T>(nextSeq, List.copyOf(items), takenNanos);
    nextSeq += size;
    keptItems += size;
    kept.put(parcel.firstSeq(), parcel);
    return parcel;
  }

  /// The link is gone, and with it all knowledge of what was on the way: everything kept goes
  /// again, in order.
  void linkLost() {
    toSendAgain.clear();
    kept.values().forEach(this::sendAgain);
  }

  /// What the broker has had for longer than this without anybody saying it is stored goes again.
  ///
  /// @return whether there was any
  boolean sendAgainIfSentBefore(long nanos) {
    boolean any = false;
    for (var parcel : kept.values()) {
      if (parcel.state() == Parcel.State.AT_THE_BROKER && parcel.sentNanos() - nanos < 0) {
        sendAgain(parcel);
        any = true;
      }
    }
    return any;
  }

  /// The command center asks for these once more; what is no longer kept is stored there already.
  void sendAgain(SeqRange range) {
    for (var parcel : kept.values()) {
      if (parcel.firstSeq() > range.last()) {
        break;
      }
      if (parcel.lastSeq() >= range.first() && parcel.state() == Parcel.State.AT_THE_BROKER) {
        sendAgain(parcel);
      }
    }
  }

  private void sendAgain(Parcel<T> parcel) {
    parcel.becomes(Parcel.State.TO_SEND);
    toSendAgain.add(parcel);
  }

  /// All of these numbers are durable.
  ///
  /// @return false for an acknowledgement of what was never sent, which changes nothing
  boolean release(SeqRanges stored, Consumer<Parcel<T>> released) {
    if (stored.upTo() >= nextSeq
        || stored.above().stream().anyMatch(range -> range.last() >= nextSeq)) {
      return false;
    }
    while (!kept.isEmpty() && kept.firstEntry().getValue().lastSeq() <= stored.upTo()) {
      released.accept(freed(kept.pollFirstEntry().getValue()));
    }
    for (var range : stored.above()) {
      var within = kept.subMap(range.first(), true, range.last(), true).values().iterator();
      while (within.hasNext()) {
        var parcel = within.next();
        if (parcel.lastSeq() <= range.last()) {
          within.remove();
          released.accept(freed(parcel));
        }
      }
    }
    return true;
  }

  /// This one parcel is out of our hands.
  ///
  /// @return whether it was still kept
  boolean release(Parcel<T> parcel) {
    if (kept.remove(parcel.firstSeq()) == null) {
      return false;
    }
    freed(parcel);
    return true;
  }

  private Parcel<T> freed(Parcel<T> parcel) {
    keptItems -= parcel.size();
    parcel.becomes(Parcel.State.RELEASED);
    return parcel;
  }
}
