package jp.yagura.simulators.bench.footprint;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;

/// The least that can be called an agent: reads a number, inserts it with synchronous=FULL,
/// publishes it with QoS 1, deletes it when the broker has answered. No alarms, no battery, no
/// durable acknowledgement, nothing that comes back by itself.
///
/// `BareLoop loop BROKER FILE MILLIS ROUNDS`, or `BareLoop naive FILE READINGS`: one insert and one
/// delete for each reading in SQLite's own default journal, to nobody.
public final class BareLoop {
  private static final int AT_LEAST_ONCE = 1;

  private BareLoop() {}

  public static void main(String[] args) throws SQLException, MqttException, InterruptedException {
    switch (args[0]) {
      case "loop" -> loop(args[1], args[2], Long.parseLong(args[3]), Integer.parseInt(args[4]));
      case "naive" -> naive(args[1], Integer.parseInt(args[2]));
      default -> throw new IllegalArgumentException(args[0]);
    }
  }

  private static void loop(String broker, String file, long millis, int rounds)
      throws SQLException, MqttException, InterruptedException {
    try (Connection db = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = db.createStatement()) {
      statement.execute("pragma journal_mode = wal");
      statement.execute("pragma synchronous = full");
      create(statement);
      var client = new MqttAsyncClient(broker, "bare-loop", new MemoryPersistence());
      var options = new MqttConnectionOptions();
      options.setAutomaticReconnect(true);
      client.connect(options).waitForCompletion(10_000);
      try (PreparedStatement insert = insert(db);
          PreparedStatement delete = delete(db)) {
        for (int i = 1; i <= rounds; i++) {
          put(insert, i);
          byte[] payload = ("{\"v\":" + (420 + i % 9) + "}").getBytes(StandardCharsets.UTF_8);
          client.publish("bare/readings", payload, AT_LEAST_ONCE, false).waitForCompletion(10_000);
          take(delete, i);
          rest(millis);
        }
      }
      client.disconnect().waitForCompletion(5_000);
      client.close();
    }
  }

  // Not a sleep that hides a race: the pace of a sensor.
  private static void rest(long millis) throws InterruptedException {
    boolean _ = new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
  }

  private static void naive(String file, int readings) throws SQLException, InterruptedException {
    try (Connection db = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = db.createStatement()) {
      create(statement);
      try (PreparedStatement insert = insert(db);
          PreparedStatement delete = delete(db)) {
        for (int i = 1; i <= readings; i++) {
          put(insert, i);
          take(delete, i);
        }
      }
    }
    System.out.println("DONE");
    rest(60_000); // whoever counts what was written reads it while we are still there
  }

  private static void create(Statement statement) throws SQLException {
    statement.execute(
        "create table if not exists reading (seq integer primary key, at integer, value integer)");
    statement.execute("delete from reading");
  }

  private static PreparedStatement insert(Connection db) throws SQLException {
    return db.prepareStatement("insert into reading values (?, ?, ?)");
  }

  private static PreparedStatement delete(Connection db) throws SQLException {
    return db.prepareStatement("delete from reading where seq = ?");
  }

  private static void put(PreparedStatement insert, int seq) throws SQLException {
    insert.setInt(1, seq);
    insert.setLong(2, System.currentTimeMillis());
    insert.setInt(3, 420 + seq % 9);
    insert.executeUpdate();
  }

  private static void take(PreparedStatement delete, int seq) throws SQLException {
    delete.setInt(1, seq);
    delete.executeUpdate();
  }
}
