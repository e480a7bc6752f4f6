package jp.yagura.simulators.bench.footprint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The site file of a standard box: three sensors, a battery that is counted, the page for the
/// technician, no camera.
///
/// @param cadence as in a site file
record BoxText(String municipality, String site, String broker, String secret, String cadence) {

  Path write(Path folder) throws IOException {
    Files.createDirectories(folder.resolve("data"));
    return Files.writeString(
        folder.resolve("site.yaml"),
        """
        municipality: %s
        site: %s
        data: "%s"
        brokers: [{uri: "%s", username: "%s/%s", password: "%s"}]
        cadence: %s
        local: {listen: "127.0.0.1:0", pin: "135790"}
        sensors:
          - id: wl
            spike: {window: 5, maxJump: 1000}
            range: {min: -500, max: 12000}
            driver: {type: simulated, startsAt: 2026-11-21T00:00:00Z, noise: 4, seed: 7, timeline: [[0s, 420], [60s, 1650]], repeat: 5m}
          - id: rn
            driver: {type: simulated, startsAt: 2026-11-21T00:00:00Z, noise: 1, seed: 8, timeline: [[0s, 5]]}
          - id: bv
            driver: {type: simulated, startsAt: 2026-11-21T00:00:00Z, noise: 20, seed: 9, timeline: [[0s, 27300]]}
        power:
          driver: {type: simulated, startsAt: 2026-11-21T00:00:00Z, mains: [[0s, on]], battery: [[0s, 27300]]}
          plan:
            battery: {chemistry: lead-acid, ampereHours: 100, age: 0.9}
            watts: {normal: 35, saving: 18, survival: 10}
        """
            .formatted(
                municipality,
                site,
                folder.resolve("data"),
                broker,
                municipality,
                site,
                secret,
                cadence));
  }
}
