package jp.yagura.agent.camera;

import java.time.Duration;
import java.util.Optional;
import jp.yagura.agent.site.CameraConfig;
import jp.yagura.shared.power.PowerState;

/// How often pictures are taken, fed as the box is.
///
/// @param full empty while there is no power for full pictures
record PictureTempo(Duration thumbnail, Optional<Duration> full) {

  private static final int LESS_OFTEN_WHEN_SAVING = 3;
  private static final Duration SURVIVING = Duration.ofMinutes(30);

  static PictureTempo in(PowerState state, CameraConfig config) {
    return switch (state) {
      case MAINS, BATTERY -> new PictureTempo(config.thumbnailEvery(), Optional.of(config.every()));
      case SAVING ->
          new PictureTempo(
              config.thumbnailEvery().multipliedBy(LESS_OFTEN_WHEN_SAVING),
              Optional.of(config.every().multipliedBy(LESS_OFTEN_WHEN_SAVING)));
      case SURVIVAL, DOWN ->
          new PictureTempo(
              config.thumbnailEvery().compareTo(SURVIVING) > 0
                  ? config.thumbnailEvery()
                  : SURVIVING,
              Optional.empty());
    };
  }
}
