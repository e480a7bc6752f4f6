package jp.yagura.simulators.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import jp.yagura.shared.testing.Eventually;
import jp.yagura.shared.testing.RealBroker;
import jp.yagura.simulators.fleet.DeviceNature;
import jp.yagura.simulators.fleet.Fleet;
import jp.yagura.simulators.fleet.FleetMeter;
import jp.yagura.simulators.fleet.FleetOptions;
import jp.yagura.simulators.load.Load;
import jp.yagura.simulators.load.StandardReadings;
import jp.yagura.simulators.plan.FleetPlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Past one machine: two command centers, one PostgreSQL, one Mosquitto of somebody else's.
class SharedWorkIT {

  private static final int DEVICES = 20;
  private static final Duration SOON = Duration.ofSeconds(60);

  @Test
  void twoCommandCentersShareTheLoadAndStoreEverythingExactlyOnce(@TempDir Path folder)
      throws Exception {
    try (RealBroker broker =
            RealBroker.with().line("max_queued_messages 0").line("allow_anonymous true").start();
        EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
      String url = postgres.getJdbcUrl("postgres", "postgres");
      City city =
          City.prepare(
              folder.resolve("city"),
              broker.uri(),
              "--sites",
              String.valueOf(DEVICES),
              "--agent",
              "none");
      try (CommandCenterProcess one = center(folder, "one", broker, url, city);
          CommandCenterProcess two = center(folder, "two", broker, url, city)) {
        var meter = new FleetMeter();
        try (Fleet fleet = fleet(city, meter)) {
          try (Load load = Load.at(400, fleet, 5, InstantSource.system(), System::nanoTime, 7)) {
            Eventually.until(
                "two thousand messages", SOON, () -> meter.count().messagesSent() >= 2_000);
            one.kill(); // what it had taken and not stored goes to the other
            Eventually.until(
                "three thousand messages", SOON, () -> meter.count().messagesSent() >= 3_000);
          }
          Eventually.until("all to be durable", SOON, () -> fleet.waiting() == 0);
        }
        long released = meter.count().readingsReleased();
        System.out.printf("%,d readings released by two command centers%n", released);
        assertThat(meter.count().readingsRefused()).isZero();
        assertThat(number(url, "select count(*) from reading")).isEqualTo(released);
        assertThat(number(url, "select sum(n) from rollup")).isEqualTo(released);
        assertThat(number(url, "select sum(up_to) from custody where stream = 0"))
            .isEqualTo(released);
        assertThat(two.lines()).noneMatch(line -> line.contains(" ERROR "));
      }
    }
  }

  private static CommandCenterProcess center(
      Path folder, String node, RealBroker broker, String url, City city) {
    return CommandCenterProcess.start(
        folder.resolve(node),
        """
        node: %s
        data: %s
        http: {host: 127.0.0.1, port: 0}
        database: {kind: postgresql, url: "%s", user: postgres, password: postgres}
        broker:
          embedded: {enabled: false}
          external: [{uri: "%s"}]
        sites: {import-file: "%s"}
        """
            .formatted(
                node, folder.resolve(node).resolve("data"), url, broker.uri(), city.registry()));
  }

  private static Fleet fleet(City city, FleetMeter meter) {
    FleetPlan plan = FleetPlan.in(city.folder());
    var options = FleetOptions.standard().withResendAfter(Duration.ofSeconds(5));
    var fleet = new Fleet(options, InstantSource.system(), meter);
    var nature = new DeviceNature("simulator test", StandardReadings.SENSORS);
    plan.devices()
        .forEach(device -> fleet.add(plan.broker(), device.identity(plan.municipality()), nature));
    fleet.connectAll().orTimeout(SOON.toSeconds(), TimeUnit.SECONDS).join();
    return fleet;
  }

  private static long number(String url, String query) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }
}
