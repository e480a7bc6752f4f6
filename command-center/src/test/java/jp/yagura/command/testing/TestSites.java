package jp.yagura.command.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A registry with two towers, inabu and oko, expected to be heard of every minute. */
public final class TestSites {

  /** The device secret of both. */
  public static final String SECRET = "secret";

  private static final String SECRET_SHA256 =
      "2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b";

  private static final String SITE =
      """
        - id: %s
          name: %s
          nameEn: %s
          kana: てすと
          lat: 33.55
          lon: 133.63
          deviceSecretSha256: "%s"
          cadenceSeconds: 60
          sensors:
            - {id: wl, kind: WATER_LEVEL, name: 水位, nameEn: Water level, unit: mm, thresholds: {standby: 1200, caution: 1600, evacuation: 2400, danger: 3200, hysteresis: 50, fallingReadings: 2}}
            - {id: rn, kind: RAIN, name: 10分雨量, nameEn: Rain in 10 min, unit: 0.1mm}
      """;

  private TestSites() {}

  public static String text() {
    return """
        municipality: {id: nankoku, name: 南国市, nameEn: Nankoku}
        operation: {kind: EXERCISE, name: 試験, nameEn: Test}
        sites:
        """
        + SITE.formatted("inabu", "稲生", "Inabu", SECRET_SHA256)
        + SITE.formatted("oko", "岡豊", "Oko", SECRET_SHA256);
  }

  public static Path writeInto(Path folder) {
    try {
      return Files.writeString(folder.resolve("sites.yaml"), text());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
