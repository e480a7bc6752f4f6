package jp.yagura.agent.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.imageio.ImageIO;
import jp.yagura.agent.outbox.Picture;
import jp.yagura.agent.site.CameraConfig;
import jp.yagura.agent.site.CameraDriverConfig;
import jp.yagura.agent.site.LevelDriverConfig;
import jp.yagura.agent.site.Timeline;
import jp.yagura.shared.id.CameraId;
import jp.yagura.shared.id.SiteAddress;
import jp.yagura.shared.wire.PictureSize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulatedCameraTest {
  private static final Instant NOON = Instant.parse("2026-11-21T03:00:00Z");
  private static final Instant MIDNIGHT = Instant.parse("2026-11-20T15:00:00Z");

  @Test
  void theSameMomentGivesTheSamePictureToTheByte() throws Exception {
    assertThat(picture(1200, 30, NOON, PictureSize.FULL).jpeg())
        .isEqualTo(picture(1200, 30, NOON, PictureSize.FULL).jpeg());
  }

  @ParameterizedTest
  @CsvSource({"300, 0", "1200, 15", "2500, 80", "4800, 200", "9999, 999"})
  void inAnyWeatherByDayAndNightPicturesAreAsSmallAsTheLineNeeds(int level, int rain)
      throws Exception {
    for (Instant at : new Instant[] {NOON, NOON.plus(Duration.ofHours(6)), MIDNIGHT}) {
      Picture full = picture(level, rain, at, PictureSize.FULL);
      Picture thumbnail = picture(level, rain, at, PictureSize.THUMBNAIL);
      assertThat(full.jpeg().length).isLessThanOrEqualTo(80 * 1024);
      assertThat(thumbnail.jpeg().length).isLessThanOrEqualTo(3 * 1024);
      assertThat(decoded(full)).extracting(BufferedImage::getWidth).isEqualTo(1280);
      assertThat(decoded(thumbnail).getWidth()).isEqualTo(160).isEqualTo(thumbnail.width());
      assertThat(decoded(thumbnail).getHeight()).isEqualTo(90).isEqualTo(thumbnail.height());
      keepForEyes(level, at, full);
    }
  }

  @Test
  void itIsDarkAtNight() throws Exception {
    assertThat(brightness(decoded(picture(800, 0, MIDNIGHT, PictureSize.THUMBNAIL))))
        .isLessThan(brightness(decoded(picture(800, 0, NOON, PictureSize.THUMBNAIL))) / 2);
  }

  @Test
  void theWaterStandsOnTheBoardWhereTheGaugeSaysItDoes() throws Exception {
    // just above three metres on the board: pier while the water is low, water once it is high
    int x = 1280 * 74 / 100;
    int y = (int) (720 * (0.90 - 0.058 * 3.1));
    int low = decoded(picture(1000, 0, NOON, PictureSize.FULL)).getRGB(x, y) & 0xff;
    int high = decoded(picture(4000, 0, NOON, PictureSize.FULL)).getRGB(x, y) & 0xff;
    assertThat(low).as("grey concrete").isGreaterThan(high + 20);
  }

  private static Picture picture(int level, int rain, Instant at, PictureSize size)
      throws CameraFault {
    var driver =
        new CameraDriverConfig.Simulated(Optional.of(always(level)), Optional.of(always(rain)), 7);
    CameraConfig config =
        new CameraConfig(
            new CameraId("river"),
            driver,
            Duration.ofMinutes(15),
            Duration.ofMinutes(5),
            Duration.ofSeconds(20),
            1280,
            720);
    Frame frame = new SimulatedCamera(SiteAddress.of("nankoku", "inabu"), config, driver).frame(at);
    return Darkroom.develop(config.id(), at, frame, size);
  }

  private static LevelDriverConfig always(int value) {
    return new LevelDriverConfig.Simulated(
        NOON, Timeline.once(new Timeline.Point(Duration.ZERO, value)), 0, 0);
  }

  private static BufferedImage decoded(Picture picture) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(picture.jpeg()));
  }

  private static double brightness(BufferedImage image) {
    long sum = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        int rgb = image.getRGB(x, y);
        sum += (rgb >> 16 & 0xff) + (rgb >> 8 & 0xff) + (rgb & 0xff);
      }
    }
    return (double) sum / image.getWidth() / image.getHeight();
  }

  private static void keepForEyes(int level, Instant at, Picture picture) throws IOException {
    Path folder = Files.createDirectories(Path.of("target", "pictures"));
    Files.write(
        folder.resolve(level + "-" + at.toEpochMilli() / 3_600_000 % 24 + ".jpg"), picture.jpeg());
  }
}
