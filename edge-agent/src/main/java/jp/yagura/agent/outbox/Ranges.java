package jp.yagura.agent.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jp.yagura.shared.wire.SeqRange;
import jp.yagura.shared.wire.Stream;

/// A set of row ids as ranges with a gap between any two. Immutable; kept in the table `settled`,
/// of which a change touches only the rows that differ: an acknowledgement costs a few bytes.
final class Ranges {
  static final Ranges NONE = new Ranges(new TreeMap<>());

  private final TreeMap<Long, Long> lastByFirst;

  private Ranges(TreeMap<Long, Long> lastByFirst) {
    this.lastByFirst = lastByFirst;
  }

  Ranges with(SeqRange added) {
    var map = new TreeMap<>(lastByFirst);
    long first = added.first();
    long last = added.last();
    Map.Entry<Long, Long> below = map.floorEntry(first);
    if (below != null && below.getValue() >= first - 1) {
      first = below.getKey();
      last = Math.max(last, below.getValue());
    }
    Map<Long, Long> swallowed = map.subMap(first, true, last + 1, true);
    for (long end : swallowed.values()) {
      last = Math.max(last, end);
    }
    swallowed.clear();
    map.put(first, last);
    return new Ranges(map);
  }

  Ranges with(Collection<SeqRange> added) {
    Ranges all = this;
    for (SeqRange range : added) {
      all = all.with(range);
    }
    return all;
  }

  Ranges without(SeqRange taken) {
    var map = new TreeMap<Long, Long>();
    lastByFirst.forEach(
        (first, last) -> {
          if (first < taken.first()) {
            map.put(first, Math.min(last, taken.first() - 1));
          }
          if (last > taken.last()) {
            map.put(Math.max(first, taken.last() + 1), last);
          }
        });
    return new Ranges(map);
  }

  boolean contains(SeqRange range) {
    Map.Entry<Long, Long> at = lastByFirst.floorEntry(range.first());
    return at != null && at.getValue() >= range.last();
  }

  List<SeqRange> asList() {
    return lastByFirst.entrySet().stream()
        .map(range -> new SeqRange(range.getKey(), range.getValue()))
        .toList();
  }

  /// What lies within `from`..`to` and is not here, rising.
  List<SeqRange> gaps(long from, long to) {
    List<SeqRange> gaps = new ArrayList<>();
    Long below = lastByFirst.floorKey(from);
    long next = from;
    for (var range : lastByFirst.tailMap(below == null ? from : below, true).entrySet()) {
      if (range.getKey() > to) {
        break;
      }
      if (range.getKey() > next) {
        gaps.add(new SeqRange(next, range.getKey() - 1));
      }
      next = Math.max(next, range.getValue() + 1);
    }
    if (next <= to) {
      gaps.add(new SeqRange(next, to));
    }
    return gaps;
  }

  static Ranges load(Connection connection, Stream stream) throws SQLException {
    var map = new TreeMap<Long, Long>();
    try (PreparedStatement query =
        connection.prepareStatement("select first, last from settled where stream = ?")) {
      query.setString(1, stream.name());
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          map.put(row.getLong(1), row.getLong(2));
        }
      }
    }
    return new Ranges(map);
  }

  /// Writes what differs from what is stored.
  void save(Connection tx, Stream stream, Ranges stored) throws SQLException {
    try (PreparedStatement delete =
            tx.prepareStatement("delete from settled where stream = ? and first = ?");
        PreparedStatement put =
            tx.prepareStatement("insert or replace into settled values (?, ?, ?)")) {
      for (long first : stored.lastByFirst.keySet()) {
        if (!lastByFirst.containsKey(first)) {
          delete.setString(1, stream.name());
          delete.setLong(2, first);
          delete.executeUpdate();
        }
      }
      for (var range : lastByFirst.entrySet()) {
        if (!range.getValue().equals(stored.lastByFirst.get(range.getKey()))) {
          put.setString(1, stream.name());
          put.setLong(2, range.getKey());
          put.setLong(3, range.getValue());
          put.executeUpdate();
        }
      }
    }
  }
}
