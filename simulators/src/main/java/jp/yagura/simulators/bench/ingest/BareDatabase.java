package jp.yagura.simulators.bench.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import jp.yagura.shared.wire.Reading;
import jp.yagura.simulators.bench.StoredReadings;
import jp.yagura.simulators.load.StandardReadings;
import jp.yagura.simulators.scenario.Noise;

/// SQLite by itself, with the command center's own table of readings and its promise to the disk
/// (WAL, synchronous=FULL), fed with the readings that the devices send, in the order in which they
/// send them.
final class BareDatabase implements AutoCloseable {
  private static final int ROWS_IN_A_BATCH = 1_000;
  private static final long SEED = 2026;
  private static final String INSERT =
      "insert into reading (sensor_ref, observed_at, seq, value, quality, received_at)"
          + " values (?, ?, ?, ?, ?, ?)";

  private final Connection connection;
  private final List<StandardReadings> devices = new ArrayList<>();
  private final ArrayDeque<Row> measured = new ArrayDeque<>();
  private int nextDevice;
  private long nextSeq = 1;

  private record Row(int sensor, long seq, Reading reading) {}

  /// @param like a database of the command center, whose table of readings is copied
  static BareDatabase create(Path file, Path like, int devices, int readingsPerMessage)
      throws IOException {
    try {
      var database = new BareDatabase(DriverManager.getConnection("jdbc:sqlite:" + file));
      try (var statement = database.connection.createStatement()) {
        statement.execute("pragma journal_mode = wal");
        statement.execute("pragma synchronous = full");
        statement.execute("pragma cache_size = -65536");
        statement.execute(StoredReadings.definitionOfTheTable(like));
      }
      for (int i = 0; i < devices; i++) {
        database.devices.add(
            new StandardReadings(
                readingsPerMessage,
                Instant.now().minus(Duration.ofHours(2)),
                Duration.ofMillis(1),
                new Noise(SEED).of("d" + i)));
      }
      return database;
    } catch (SQLException e) {
      throw new IOException("SQLite does not work: " + e.getMessage(), e);
    }
  }

  private BareDatabase(Connection connection) {
    this.connection = connection;
  }

  /// Rows a second when each is its own commit.
  double onePerCommit(Duration time) throws IOException {
    try {
      connection.setAutoCommit(true);
      return insert(time, 1);
    } catch (SQLException e) {
      throw new IOException("SQLite does not work: " + e.getMessage(), e);
    }
  }

  /// Rows a second in commits of a thousand: as fast as SQLite gets while keeping its promise.
  double inBatches(Duration time) throws IOException {
    try {
      connection.setAutoCommit(false);
      return insert(time, ROWS_IN_A_BATCH);
    } catch (SQLException e) {
      throw new IOException("SQLite does not work: " + e.getMessage(), e);
    }
  }

  /// Only the database is timed, not the making of the readings.
  private double insert(Duration time, int rowsAtOnce) throws SQLException {
    long spent = 0;
    long rows = 0;
    try (var insert = connection.prepareStatement(INSERT)) {
      while (spent < time.toNanos()) {
        var next = rows(rowsAtOnce);
        long begin = System.nanoTime();
        store(insert, next);
        spent += System.nanoTime() - begin;
        rows += next.size();
      }
    }
    return rows * 1e9 / spent;
  }

  private List<Row> rows(int number) {
    var rows = new ArrayList<Row>(number);
    while (rows.size() < number) {
      if (measured.isEmpty()) {
        measure();
      }
      rows.add(measured.remove());
    }
    return rows;
  }

  /// What the next device would send next.
  private void measure() {
    for (var reading : devices.get(nextDevice).next()) {
      int sensor = StandardReadings.SENSORS.indexOf(reading.sensor());
      measured.add(
          new Row(nextDevice * StandardReadings.SENSORS.size() + sensor, nextSeq++, reading));
    }
    nextDevice = (nextDevice + 1) % devices.size();
  }

  private void store(PreparedStatement insert, List<Row> rows) throws SQLException {
    long now = System.currentTimeMillis();
    for (var row : rows) {
      insert.setInt(1, row.sensor());
      insert.setLong(2, row.reading().observedAt().toEpochMilli());
      insert.setLong(3, row.seq());
      insert.setLong(4, row.reading().value());
      insert.setInt(5, row.reading().quality().ordinal());
      insert.setLong(6, now);
      if (rows.size() == 1) {
        insert.executeUpdate();
      } else {
        insert.addBatch();
      }
    }
    if (rows.size() > 1) {
      insert.executeBatch();
      connection.commit();
    }
  }

  @Override
  public void close() throws IOException {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IOException("SQLite does not close: " + e.getMessage(), e);
    }
  }
}
