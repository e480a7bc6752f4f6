package jp.yagura.command.telemetry.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A site that is expected to be heard of every minute. */
class FreshnessTest {

  private static final Instant NOW = Instant.parse("2026-11-21T03:00:00Z");
  private static final Duration CADENCE = Duration.ofMinutes(1);

  @ParameterizedTest(name = "observed {0} s ago, received {1} s ago, online {2}: {3}")
  @CsvSource({
    "  0,   0, true,  LIVE",
    "120, 119, true,  LIVE",
    "130, 129, true,  LATE",
    "360, 359, true,  LATE",
    "370, 369, true,  SILENT",
    "3600,  2, true,  BACKFILLED",
    "3600,  2, false, SILENT",
    "130, 129, false, SILENT",
    " 60,  59, false, LIVE",
  })
  void aValueIsAsFreshAsItsAge(long observed, long received, boolean online, Freshness expected) {
    assertThat(
            Freshness.ofValue(
                NOW.minusSeconds(observed), NOW.minusSeconds(received), CADENCE, online, NOW))
        .isEqualTo(expected);
  }

  @ParameterizedTest(name = "heard of {0} s ago, online {1}: {2}")
  @CsvSource({"0, true, LIVE", "200, true, LATE", "400, true, SILENT", "1, false, SILENT"})
  void aTowerIsAsFreshAsTheLastThingHeardOfIt(long heard, boolean online, Freshness expected) {
    assertThat(Freshness.ofStation(NOW.minusSeconds(heard), CADENCE, online, NOW))
        .isEqualTo(expected);
  }

  @ParameterizedTest(name = "received {0} s after it was observed: late {1}")
  @CsvSource({"0, false", "120, false", "123, false", "124, true", "7200, true"})
  void aReadingThatNobodyCouldHaveActedOnCameLate(long after, boolean late) {
    assertThat(Freshness.cameLate(NOW, NOW.plusSeconds(after), CADENCE)).isEqualTo(late);
  }

  @org.junit.jupiter.api.Test
  void whatWasNeverHeardOfIsNotSilentButUnknown() {
    assertThat(Freshness.ofValue(Instant.EPOCH, Instant.EPOCH, CADENCE, true, NOW))
        .isEqualTo(Freshness.NEVER);
    assertThat(Freshness.ofStation(Instant.EPOCH, CADENCE, false, NOW)).isEqualTo(Freshness.NEVER);
  }
}
