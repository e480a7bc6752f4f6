package jp.yagura.agent.care;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import jp.yagura.agent.care.SettingsFile.Kept;
import jp.yagura.agent.care.SettingsFile.Version;
import jp.yagura.agent.site.CadenceConfig;
import jp.yagura.agent.site.SensorConfig;
import jp.yagura.agent.site.SiteConfig;
import jp.yagura.agent.site.SpikeConfig;
import jp.yagura.shared.care.BadSettings;
import jp.yagura.shared.care.Settings;
import jp.yagura.shared.wire.CareResult.ConfigResult;
import jp.yagura.shared.wire.CareResult.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Remote settings: applied at once, on trial for a few minutes, and given up again by the box
/// itself if the program dies or the line is gone when the trial ends. A box that nobody can reach
/// any more because of its settings would need a ladder.
final class SettingsKeeper {
  private static final Logger log = LoggerFactory.getLogger(SettingsKeeper.class);

  private final SiteConfig site;
  private final SettingsFile file;
  private final Duration trial;
  private final InstantSource steady;
  private final Consumer<SiteConfig> apply;
  private Version good;
  private Optional<Version> onTrial;
  private Instant trialEnds;
  private Optional<ConfigResult> atStart = Optional.empty();

  /// @param apply puts a changed configuration into force in the running parts
  SettingsKeeper(
      SiteConfig site,
      Path path,
      Duration trial,
      InstantSource steady,
      Consumer<SiteConfig> apply) {
    this.site = site;
    this.file = new SettingsFile(path);
    this.trial = trial;
    this.steady = steady;
    this.apply = apply;
    this.trialEnds = steady.instant().plus(trial);
    Kept kept = file.read();
    this.good = kept.good();
    this.onTrial = kept.trial();
    if (onTrial.isPresent() && !kept.endedWell()) {
      long given = onTrial.get().version();
      onTrial = Optional.empty();
      atStart =
          Optional.of(
              takenBack(
                  given,
                  "新しい設定のあとで装置が止まったため、前の設定に戻しました。",
                  "The box stopped after these settings were applied, so it went back to those before."));
    }
    if (kept.trial().isPresent()) {
      save(false); // what is not ended in order from now on did not end well
    }
  }

  /// What the start itself has to tell.
  Optional<ConfigResult> atStart() {
    return atStart;
  }

  synchronized long version() {
    return inForce().version();
  }

  synchronized SiteConfig config() {
    return over(inForce().settings());
  }

  private Version inForce() {
    return onTrial.orElse(good);
  }

  synchronized ConfigResult take(long version, String content) {
    if (version == version()) {
      return applied(version);
    }
    Settings settings;
    try {
      settings = Settings.read(content);
      requireOurSensors(settings);
    } catch (BadSettings e) {
      log.warn("settings refused version={} why=\"{}\"", version, e.getMessage());
      return refused(version, e.ja(), e.path() + ": " + e.en());
    }
    var wanted = new Version(version, settings);
    Kept before = new Kept(good, onTrial, false);
    try {
      // On disk before in force: should it kill us, we know at the next start what it was.
      file.write(new Kept(good, Optional.of(wanted), false));
    } catch (IOException e) {
      log.warn("settings not kept version={} why=\"{}\"", version, e + "");
      return refused(version, "装置のディスクに保存できません。", "The box cannot write to its disk: " + e);
    }
    try {
      apply.accept(over(settings));
    } catch (RuntimeException e) {
      log.error("settings not applied version={}", version, e);
      onTrial = before.trial();
      apply.accept(over(inForce().settings()));
      save(false);
      return refused(version, "装置が設定を適用できませんでした。", "The box could not apply them: " + e);
    }
    onTrial = Optional.of(wanted);
    trialEnds = steady.instant().plus(trial);
    log.info("settings applied, on trial version={} for={}", version, trial);
    return applied(version);
  }

  /// @param connected whether headquarters can reach us
  synchronized Optional<ConfigResult> look(boolean connected) {
    if (onTrial.isEmpty() || steady.instant().isBefore(trialEnds)) {
      return Optional.empty();
    }
    Version tried = onTrial.get();
    onTrial = Optional.empty();
    if (connected) {
      good = tried;
      save(false);
      log.info("settings have shown that they work version={}", tried.version());
      return Optional.empty();
    }
    save(false);
    apply.accept(over(good.settings()));
    log.warn("no line since the settings were applied, taken back version={}", tried.version());
    return Optional.of(
        takenBack(
            tried.version(),
            "新しい設定のあとで回線が切れたままのため、前の設定に戻しました。",
            "The line was gone after these settings were applied, so the box went back to those"
                + " before."));
  }

  synchronized void endsWell() {
    if (onTrial.isPresent()) {
      save(true);
    }
  }

  private void save(boolean endedWell) {
    try {
      file.write(new Kept(good, onTrial, endedWell));
    } catch (IOException e) {
      log.warn("remote settings not written why=\"{}\"", e + "");
    }
  }

  private SiteConfig over(Settings settings) {
    Settings.Cadence wanted = settings.cadence();
    CadenceConfig cadence =
        new CadenceConfig(
            wanted.sample().orElse(site.cadence().sample()),
            wanted.send().orElse(site.cadence().send()),
            wanted.status().orElse(site.cadence().status()));
    List<SensorConfig> sensors =
        site.sensors().stream()
            .map(
                sensor ->
                    settings.sensors().stream()
                        .filter(wish -> wish.id().equals(sensor.id()))
                        .findFirst()
                        .map(wish -> sensor.with(new SpikeConfig(wish.window(), wish.maxJump())))
                        .orElse(sensor))
            .toList();
    return site.with(cadence, sensors);
  }

  private void requireOurSensors(Settings settings) throws BadSettings {
    for (Settings.SensorSetting wish : settings.sensors()) {
      if (site.sensors().stream().noneMatch(sensor -> sensor.id().equals(wish.id()))) {
        throw BadSettings.at(
            "sensors",
            "この局に「" + wish.id() + "」というセンサーはありません。",
            "this site has no sensor " + wish.id());
      }
    }
  }

  private ConfigResult applied(long version) {
    return new ConfigResult(version, Outcome.APPLIED, "", "", version);
  }

  private ConfigResult refused(long version, String ja, String en) {
    return new ConfigResult(version, Outcome.REFUSED, shortened(ja), shortened(en), version());
  }

  private ConfigResult takenBack(long version, String ja, String en) {
    return new ConfigResult(version, Outcome.TAKEN_BACK, ja, en, version());
  }

  private static String shortened(String sentence) {
    String plain = sentence.replaceAll("\\p{Cntrl}", " ");
    return plain.length() <= 400 ? plain : plain.substring(0, 399) + "…";
  }
}
