package jp.yagura.simulators.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Collections;
import jp.yagura.shared.id.SiteId;
import org.sqlite.SQLiteConfig;

/// Looks into the command center's database, without being able to change it.
///
/// @param rows how many readings of these sites are in it
/// @param different how many different ones; each has its site and its sequence number
public record StoredReadings(long rows, long different) {
  private static final String COUNT =
      """
      select count(*), count(distinct sensor.site_id || ' ' || reading.seq)
      from reading join sensor on sensor.ref = reading.sensor_ref
      where sensor.site_id in (%s)
      """;

  public long twice() {
    return rows - different;
  }

  /// @param sites each of which must have had one outbox only
  public static StoredReadings of(Path database, Collection<SiteId> sites) throws IOException {
    var places = String.join(",", Collections.nCopies(sites.size(), "?"));
    try (var connection = open(database);
        var query = connection.prepareStatement(COUNT.formatted(places))) {
      int place = 1;
      for (var site : sites) {
        query.setString(place++, site.value());
      }
      try (var row = query.executeQuery()) {
        row.next();
        return new StoredReadings(row.getLong(1), row.getLong(2));
      }
    } catch (SQLException e) {
      throw new IOException("the database cannot be read: " + e.getMessage(), e);
    }
  }

  public static String definitionOfTheTable(Path database) throws IOException {
    try (var connection = open(database);
        var query = connection.createStatement();
        var row = query.executeQuery("select sql from sqlite_master where name = 'reading'")) {
      row.next();
      return row.getString(1);
    } catch (SQLException e) {
      throw new IOException("the database cannot be read: " + e.getMessage(), e);
    }
  }

  private static Connection open(Path database) throws SQLException {
    var readOnly = new SQLiteConfig();
    readOnly.setReadOnly(true);
    return readOnly.createConnection("jdbc:sqlite:" + database);
  }
}
