package jp.yagura.simulators.bench.agent;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import jp.yagura.shared.id.SiteId;
import org.sqlite.SQLiteConfig;

/// What an agent measured, by its own outbox, against what the command center has stored of it.
///
/// @param lost measured and not stored
/// @param twice stored more than once
public record Tally(long measured, long lost, long twice) {
  private static final String MEASURED = "select sensor, observed_at, value from reading";
  private static final String STORED =
      """
      select sensor.sensor_id, reading.observed_at, reading.value
      from reading join sensor on sensor.ref = reading.sensor_ref
      where sensor.site_id = '%s'
      """;

  /// A reading as both sides know it: no sensor measures twice in a millisecond.
  public record Seen(String sensor, long observedAt, long value) {}

  /// While no agent holds the file.
  public static Set<Seen> measured(Path outbox) throws IOException {
    var seen = new HashSet<Seen>();
    long _ = read(outbox, MEASURED, seen);
    return seen;
  }

  public static Tally of(Set<Seen> measured, Path database, SiteId site) throws IOException {
    var stored = new HashSet<Seen>();
    long rows = read(database, STORED.formatted(site), stored);
    long lost = measured.stream().filter(reading -> !stored.contains(reading)).count();
    return new Tally(measured.size(), lost, rows - stored.size());
  }

  public Tally plus(Tally other) {
    return new Tally(measured + other.measured, lost + other.lost, twice + other.twice);
  }

  private static long read(Path database, String query, Set<Seen> into) throws IOException {
    long rows = 0;
    try (var connection = open(database);
        var statement = connection.createStatement();
        var row = statement.executeQuery(query)) {
      while (row.next()) {
        into.add(new Seen(row.getString(1), row.getLong(2), row.getLong(3)));
        rows++;
      }
      return rows;
    } catch (SQLException e) {
      throw new IOException(database + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static Connection open(Path database) throws SQLException {
    var readOnly = new SQLiteConfig();
    readOnly.setReadOnly(true);
    return readOnly.createConnection("jdbc:sqlite:" + database);
  }
}
