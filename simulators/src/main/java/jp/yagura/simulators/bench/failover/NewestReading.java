package jp.yagura.simulators.bench.failover;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import jp.yagura.shared.id.SiteId;
import org.sqlite.SQLiteConfig;

/// Looks for the newest reading of a site that the command center has on its disk.
record NewestReading(Path database, SiteId site) {
  private static final String QUERY =
      """
      select max(reading.observed_at)
      from reading join sensor on sensor.ref = reading.sensor_ref
      where sensor.site_id = ?
      """;

  /// Waits for one that was observed after that moment.
  ///
  /// @return how long after that moment it was stored
  Duration awaitAfter(long epochMillis, Duration longest) throws IOException, InterruptedException {
    var readOnly = new SQLiteConfig();
    readOnly.setReadOnly(true);
    try (var connection = readOnly.createConnection("jdbc:sqlite:" + database);
        var query = connection.prepareStatement(QUERY)) {
      query.setString(1, site.value());
      while (true) {
        try (var row = query.executeQuery()) {
          if (row.next() && row.getLong(1) > epochMillis) {
            return Duration.ofMillis(System.currentTimeMillis() - epochMillis);
          }
        }
        if (System.currentTimeMillis() - epochMillis > longest.toMillis()) {
          throw new IOException("no reading of " + site + " came within " + longest);
        }
        Thread.sleep(10);
      }
    } catch (SQLException e) {
      throw new IOException("the database cannot be read: " + e.getMessage(), e);
    }
  }
}
