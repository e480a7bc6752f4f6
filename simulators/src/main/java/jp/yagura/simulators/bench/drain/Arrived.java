package jp.yagura.simulators.bench.drain;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import jp.yagura.shared.id.SiteId;
import org.sqlite.SQLiteConfig;

/// What of a tower the command center has on its disk.
record Arrived(Path database, SiteId site) {

  /// @param until readings observed later do not count
  long readings(long until) throws IOException {
    return number(
        """
        select count(*) from reading join sensor on sensor.ref = reading.sensor_ref
         where sensor.site_id = '%s' and reading.observed_at <= %d
        """
            .formatted(site, until));
  }

  long pictures() throws IOException {
    return number("select count(*) from picture where site_id = '" + site + "'");
  }

  /// From the contact on the bank to the disk of headquarters, in ms, each.
  List<Long> alarmDelays(long since) throws IOException {
    var delays = new ArrayList<Long>();
    read(
        """
        select received_at - observed_at from device_event
         where site_id = '%s' and kind = 'ALARM_OVERFLOW' and observed_at > %d
        """
            .formatted(site, since),
        delays);
    return delays;
  }

  private long number(String query) throws IOException {
    var one = new ArrayList<Long>();
    read(query, one);
    return one.getFirst();
  }

  private void read(String query, List<Long> into) throws IOException {
    var readOnly = new SQLiteConfig();
    readOnly.setReadOnly(true);
    try (var connection = readOnly.createConnection("jdbc:sqlite:" + database);
        var statement = connection.createStatement();
        var row = statement.executeQuery(query)) {
      while (row.next()) {
        into.add(row.getLong(1));
      }
    } catch (SQLException e) {
      throw new IOException("the database cannot be read: " + e.getMessage(), e);
    }
  }
}
