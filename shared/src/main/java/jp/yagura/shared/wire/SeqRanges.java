package jp.yagura.shared.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Which sequence numbers of a stream are there: all up to a watermark, and some ranges above it.
/// Immutable, and always in the same shortest form: ranges rise, and a gap lies before each of
/// them.
///
/// @param upTo everything from 1 to this is there; 0 for nothing yet
/// @param above what is there beyond, at most [#MOST_RANGES] ranges
public record SeqRanges(long upTo, List<SeqRange> above) {

  /// More holes than this are not kept track of. A range that would make one more is not taken in
  /// ([#add]), which is safe: what is not known to be there is sent again.
  public static final int MOST_RANGES = 256;

  public static final SeqRanges NONE = new SeqRanges(0, List.of());

  public SeqRanges {
    above = List.copyOf(above);
    Check.notNegative("watermark", upTo);
    if (above.size() > MOST_RANGES) {
      throw new IllegalArgumentException("more than " + MOST_RANGES + " ranges");
    }
    long end = upTo;
    for (SeqRange range : above) {
      if (range.first() - 1 <= end) {
        throw new IllegalArgumentException("ranges must rise, with a gap before each");
      }
      end = range.last();
    }
  }

  public static SeqRanges upTo(long watermark) {
    return new SeqRanges(watermark, List.of());
  }

  public boolean contains(long seq) {
    if (seq <= upTo) {
      return seq >= 1;
    }
    for (SeqRange range : above) { // a loop: asked for every reading
      if (range.contains(seq)) {
        return true;
      }
    }
    return false;
  }

  /// Whether every number of the range is there.
  public boolean contains(SeqRange wanted) {
    if (wanted.last() <= upTo) {
      return true;
    }
    // a gap lies below every range, so what is not within one of them is not there as a whole
    for (SeqRange range : above) { // and here for every message
      if (range.contains(wanted.first()) && range.contains(wanted.last())) {
        return true;
      }
    }
    return false;
  }

  /// With that range as well. The very same object if nothing is new, or if it would leave more
  /// than [#MOST_RANGES] ranges.
  public SeqRanges add(SeqRange added) {
    if (contains(added)) {
      return this;
    }
    SeqRange joined = added;
    List<SeqRange> apart = new ArrayList<>(above.size() + 1);
    for (SeqRange range : above) {
      if (range.touches(joined)) {
        joined = joined.joined(range);
      } else {
        apart.add(range);
      }
    }
    if (joined.first() - 1 <= upTo) {
      return new SeqRanges(Math.max(upTo, joined.last()), List.copyOf(apart));
    }
    apart.add(placeOf(joined, apart), joined);
    return apart.size() > MOST_RANGES ? this : new SeqRanges(upTo, apart);
  }

  public SeqRanges add(long seq) {
    return add(SeqRange.only(seq));
  }

  /// The lowest numbers that are missing below something that is there; empty if there is no hole.
  public Optional<SeqRange> firstGap() {
    return above.isEmpty()
        ? Optional.empty()
        : Optional.of(new SeqRange(upTo + 1, above.getFirst().first() - 1));
  }

  private static int placeOf(SeqRange range, List<SeqRange> rising) {
    int place = 0;
    while (place < rising.size() && rising.get(place).first() < range.first()) {
      place++;
    }
    return place;
  }
}
