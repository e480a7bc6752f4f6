package jp.yagura.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import jp.yagura.agent.site.SiteConfig;
import jp.yagura.agent.site.SiteFile;

/// A site file for a test: the box of 稲生 with three sensors at a pace that fits a test, mains on.
/// What a test is about is said by the test, the rest stands here.
final class SiteText {
  static final String USER = "nankoku/inabu";
  static final String PASSWORD = "0123456789abcdef";

  /// What a site may do at a broker: speak up its own subtree and listen down it.
  static final String ACL =
      """
      user center
      topic readwrite yagura/#
      pattern write yagura/1/%u/up/#
      pattern read yagura/1/%u/down/#""";

  static final Instant START = Instant.now().truncatedTo(ChronoUnit.SECONDS);

  private final Path folder;
  private final List<String> brokers = new ArrayList<>();
  private final List<String> bearers = new ArrayList<>();
  private String roads = "1";
  private String sample = "20ms";
  private String resendAfter = "10s";
  private String status = "1h";
  private String mains = "[[0s, on]]";
  private String overflow = "[[0s, 0]]";
  private String more = "";

  private SiteText(Path folder) {
    this.folder = folder;
  }

  static SiteText in(Path folder) {
    return new SiteText(folder);
  }

  SiteText broker(String uri) {
    return broker(uri, "");
  }

  /// @param more further keys of the broker's entry, each after a comma
  SiteText broker(String uri, String more) {
    brokers.add(
        "{uri: \"%s\", username: %s, password: \"%s\"%s}".formatted(uri, USER, PASSWORD, more));
    return this;
  }

  /// @param entry the keys of one bearer
  SiteText bearer(String entry) {
    bearers.add("{" + entry + "}");
    return this;
  }

  SiteText roads(int number) {
    roads = Integer.toString(number);
    return this;
  }

  SiteText sample(String pace) {
    sample = pace;
    return this;
  }

  SiteText resendAfter(String time) {
    resendAfter = time;
    return this;
  }

  SiteText status(String pace) {
    status = pace;
    return this;
  }

  SiteText mains(String timeline) {
    mains = timeline;
    return this;
  }

  SiteText overflow(String timeline) {
    overflow = timeline;
    return this;
  }

  /// @param lines further keys of the file
  SiteText also(String lines) {
    more = lines;
    return this;
  }

  Path data() {
    return folder.resolve("data");
  }

  Path write() {
    String text =
        """
        municipality: nankoku
        site: inabu
        data: %s
        brokers: %s
        %s
        roads: %s
        cadence: {sample: %s, send: 50ms, status: %s}
        custody: {resendAfter: %s, firstRetry: 100ms, longestRetry: 500ms}
        sensors:
          - id: wl
            spike: {window: 5, maxJump: 1000}
            driver: {type: simulated, startsAt: %s, noise: 4, seed: 7, timeline: [[0s, 420], [60s, 1650], [180s, 3900]]}
          - id: rn
            driver: {type: simulated, startsAt: %s, noise: 1, seed: 8, timeline: [[0s, 5], [180s, 120]]}
          - id: bv
            driver: {type: simulated, startsAt: %s, noise: 20, seed: 9, timeline: [[0s, 27300], [180s, 24400]]}
        power:
          driver: {type: simulated, startsAt: %s, mains: %s, battery: [[0s, 27300], [180s, 24400]]}
        overflow:
          driver: {type: simulated, startsAt: %s, timeline: %s}
        """
            .formatted(
                data(),
                brokers,
                bearers.isEmpty() ? "" : "bearers: " + bearers,
                roads,
                sample,
                status,
                resendAfter,
                START,
                START,
                START,
                START,
                mains,
                START,
                overflow);
    try {
      return Files.writeString(folder.resolve("inabu.yaml"), text + more);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  SiteConfig config() {
    SiteConfig config = SiteFile.read(write());
    try {
      Files.createDirectories(config.data());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return config;
  }
}
