package jp.yagura.simulators.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import jp.yagura.shared.testing.Eventually;
import jp.yagura.shared.testing.FreePorts;
import jp.yagura.shared.testing.Processes;
import jp.yagura.shared.testing.RunningProcess;
import jp.yagura.simulators.fleet.DeviceNature;
import jp.yagura.simulators.fleet.Fleet;
import jp.yagura.simulators.fleet.FleetMeter;
import jp.yagura.simulators.fleet.FleetOptions;
import jp.yagura.simulators.load.Load;
import jp.yagura.simulators.load.StandardReadings;
import jp.yagura.simulators.plan.FleetPlan;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A disk that really fills up: a small file system of its own, which takes root to make.
class FullDiskIT {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final int MEBIBYTES = 24;

  @TempDir Path folder;
  private Path disk;

  @BeforeEach
  void mountASmallDisk() throws Exception {
    disk = Files.createDirectory(folder.resolve("disk"));
    boolean mounted =
        run("mount", "-t", "tmpfs", "-o", "size=" + MEBIBYTES + "m", "tmpfs", disk.toString()) == 0;
    if (!mounted) {
      System.out.println("SKIPPED FullDiskIT: mounting a small file system needs root");
    }
    assumeTrue(mounted, "mounting a small file system needs root");
  }

  @AfterEach
  void unmount() throws Exception {
    run("umount", "-l", disk.toString());
  }

  @Test
  void aFullDiskStopsAcknowledgementsIsSaidAndIsRecoveredFromWithNothingLost() throws Exception {
    int mqtt = FreePorts.one();
    City city =
        City.prepare(
            folder.resolve("city"), "tcp://127.0.0.1:" + mqtt, "--sites", "10", "--agent", "none");
    try (CommandCenterProcess center =
        CommandCenterProcess.start(
            folder,
            """
            data: %s
            http: {host: 127.0.0.1, port: 0}
            broker: {embedded: {host: 127.0.0.1, port: %d}}
            sites: {import-file: "%s"}
            """
                .formatted(disk, mqtt, city.registry()))) {
      var meter = new FleetMeter();
      try (Fleet fleet = fleet(city, meter)) {
        try (Load load = Load.at(100, fleet, 10, InstantSource.system(), System::nanoTime, 7)) {
          Eventually.until("readings", SOON, () -> meter.count().readingsReleased() > 500);
          Path ballast = fill();
          Eventually.until(
              "the command center to say so",
              SOON,
              () -> center.lines().stream().anyMatch(line -> line.contains("storing fails")));
          // acks of what was stored before are still on their way
          Eventually.until("a thousand to be kept", SOON, () -> fleet.waiting() > 1_000);
          long whenFull = meter.count().readingsReleased();
          Eventually.until("three thousand to be kept", SOON, () -> fleet.waiting() > 3_000);
          assertThat(meter.count().readingsReleased()).isEqualTo(whenFull);
          Files.delete(ballast);
          Eventually.until(
              "storing to work again",
              SOON,
              () -> center.lines().stream().anyMatch(line -> line.contains("storing works again")));
        }
        Eventually.until("all to be durable", SOON, () -> fleet.waiting() == 0);
      }
      assertThat(meter.count().readingsRefused()).isZero();
      center.stop();
      assertThat(Stored.in(disk.resolve("yagura.db")).readings())
          .isEqualTo(meter.count().readingsReleased());
    }
  }

  /// Takes all the room there is.
  private Path fill() throws Exception {
    Path ballast = disk.resolve("ballast");
    run("dd", "if=/dev/zero", "of=" + ballast, "bs=64k");
    return ballast;
  }

  private static Fleet fleet(City city, FleetMeter meter) {
    FleetPlan plan = FleetPlan.in(city.folder());
    var fleet =
        new Fleet(
            FleetOptions.standard().withResendAfter(Duration.ofSeconds(5)),
            InstantSource.system(),
            meter);
    var nature = new DeviceNature("simulator test", StandardReadings.SENSORS);
    plan.devices()
        .forEach(device -> fleet.add(plan.broker(), device.identity(plan.municipality()), nature));
    fleet.connectAll().orTimeout(SOON.toSeconds(), TimeUnit.SECONDS).join();
    return fleet;
  }

  private static int run(String... command) {
    try (RunningProcess process = Processes.start(command[0], List.of(command))) {
      return process.awaitEnd(SOON);
    }
  }
}
