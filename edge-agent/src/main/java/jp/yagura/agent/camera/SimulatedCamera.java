package jp.yagura.agent.camera;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import jp.yagura.agent.sensor.SimulatedDriver;
import jp.yagura.agent.site.CameraConfig;
import jp.yagura.agent.site.CameraDriverConfig;
import jp.yagura.agent.site.LevelDriverConfig;
import jp.yagura.shared.id.SiteAddress;

/// An imagined camera. What it sees depends on the configuration and the moment alone: the water
/// stands where the site's imagined gauge has it, and it is dark when it is night in Japan.
final class SimulatedCamera implements Camera {

  private static final ZoneId JAPAN = ZoneId.of("Asia/Tokyo");
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'JST'", Locale.ROOT).withZone(JAPAN);

  private final SiteAddress site;
  private final CameraConfig config;
  private final CameraDriverConfig.Simulated driver;

  SimulatedCamera(SiteAddress site, CameraConfig config, CameraDriverConfig.Simulated driver) {
    this.site = site;
    this.config = config;
    this.driver = driver;
  }

  @Override
  public Frame frame(Instant at) {
    BufferedImage image =
        new BufferedImage(config.width(), config.height(), BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    double metres = Math.max(0, measured(driver.level(), at) / 1000.0);
    double rain = Math.max(0, measured(driver.rain(), at) / 10.0);
    var dice = new SplittableRandom(driver.seed() * 0x9E3779B97F4A7C15L + at.toEpochMilli());
    new RiverScene(config.width(), config.height(), metres, rain, daylight(at), dice).paint(pen);
    stamp(pen, at);
    pen.dispose();
    return new Frame(image);
  }

  private static double measured(Optional<LevelDriverConfig> sensor, Instant at) {
    return sensor
        .map(
            config ->
                switch (config) {
                  case LevelDriverConfig.Simulated simulated ->
                      (double) new SimulatedDriver(simulated).measure(at);
                })
        .orElse(0.0);
  }

  /// Dawn about five to seven, dusk about five to seven in the evening.
  static double daylight(Instant at) {
    ZonedDateTime local = at.atZone(JAPAN);
    double hour = local.getHour() + local.getMinute() / 60.0;
    double sinceDawn = (hour - 5) / 2;
    double untilDark = (19 - hour) / 2;
    return Math.clamp(Math.min(sinceDawn, untilDark), 0, 1);
  }

  private void stamp(Graphics2D pen, Instant at) {
    int dot = Math.max(1, config.width() / 520);
    String text = site.site() + " " + config.id() + "  " + STAMP.format(at);
    int margin = 4 * dot;
    int top = config.height() - BurntInText.height(dot) - 2 * margin;
    pen.setColor(new Color(0, 0, 0, 150));
    pen.fillRect(0, top, BurntInText.width(text, dot) + 2 * margin, config.height() - top);
    BurntInText.write(pen, text, margin, top + margin, dot, Color.WHITE);
  }
}
