package jp.yagura.agent.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import jp.yagura.agent.clock.Moment;
import jp.yagura.agent.clock.Stamp;
import jp.yagura.agent.outbox.Occurrence;
import jp.yagura.agent.outbox.Occurrence.AlarmChanged;
import jp.yagura.agent.outbox.Picture;
import jp.yagura.agent.site.CameraConfig;
import jp.yagura.agent.site.CameraDriverConfig;
import jp.yagura.shared.id.CameraId;
import jp.yagura.shared.power.PowerState;
import jp.yagura.shared.wire.AlarmKind;
import jp.yagura.shared.wire.PictureSize;
import jp.yagura.shared.yaml.Durations;
import org.junit.jupiter.api.Test;

class CameraPostTest {
  private static final Frame FRAME =
      new Frame(new BufferedImage(320, 180, BufferedImage.TYPE_INT_RGB));

  private final BlockingQueue<List<Picture>> kept = new LinkedBlockingQueue<>();
  private final BlockingQueue<Occurrence> told = new LinkedBlockingQueue<>();
  private final PictureSink sink =
      new PictureSink() {
        @Override
        public void keep(List<Picture> pictures, Stamp stamp) {
          kept.add(pictures);
        }

        @Override
        public void tell(Occurrence occurrence, Stamp stamp) {
          told.add(occurrence);
        }
      };

  @Test
  void theFirstRoundTakesASmallPictureAndAFullOneOfTheSameMoment() throws Exception {
    try (CameraPost post = post(_ -> FRAME, "1h", PowerState.MAINS)) {
      post.start();
      List<Picture> pictures = next();
      assertThat(pictures)
          .extracting(Picture::size)
          .containsExactlyInAnyOrder(PictureSize.THUMBNAIL, PictureSize.FULL);
      assertThat(pictures.getFirst().takenAt()).isEqualTo(pictures.getLast().takenAt());
    }
  }

  @Test
  void withTheLastOfItsPowerItTakesSmallPicturesOnly() throws Exception {
    try (CameraPost post = post(_ -> FRAME, "1h", PowerState.SURVIVAL)) {
      post.start();
      assertThat(next()).extracting(Picture::size).containsExactly(PictureSize.THUMBNAIL);
    }
  }

  @Test
  void aWishIsGrantedAtOnceWhateverThePowerSays() throws Exception {
    try (CameraPost post = post(_ -> FRAME, "1h", PowerState.SURVIVAL)) {
      post.start();
      assertThat(next()).hasSize(1);
      assertThat(post.wish(PictureSize.FULL)).isTrue();
      assertThat(next()).extracting(Picture::size).contains(PictureSize.FULL);
    }
  }

  @Test
  void aCameraThatHangsIsLeftAloneAndToldOfUntilItComesBack() throws Exception {
    var comesBack = new CountDownLatch(1);
    var asked = new AtomicInteger();
    Camera hangs =
        _ -> {
          if (asked.incrementAndGet() == 1) {
            waitHoweverOftenInterrupted(comesBack);
          }
          return FRAME;
        };
    try (CameraPost post = post(hangs, "200ms", PowerState.MAINS)) {
      post.start();
      assertThat(nextTold().raised()).isTrue();
      assertThat(asked).as("nobody else hangs with it").hasValue(1);
      assertThat(kept).isEmpty();
      comesBack.countDown();
      assertThat(next()).isNotEmpty();
      assertThat(nextTold().raised()).isFalse();
    }
  }

  @Test
  void aDriverThatBreaksItsPromisesIsACameraThatFails() throws Exception {
    Camera breaks =
        _ -> {
          throw new IllegalStateException("not what a driver may do");
        };
    try (CameraPost post = post(breaks, "200ms", PowerState.MAINS)) {
      post.start();
      AlarmChanged alarm = nextTold();
      assertThat(alarm.kind()).isEqualTo(AlarmKind.SENSOR_FAULT);
      assertThat(alarm.sensor().orElseThrow().value()).isEqualTo("river");
    }
  }

  @Test
  void thePaceFollowsThePower() {
    CameraConfig config = config("5m");
    assertThat(PictureTempo.in(PowerState.BATTERY, config).thumbnail())
        .isEqualTo(Duration.ofMinutes(5));
    assertThat(PictureTempo.in(PowerState.SAVING, config))
        .isEqualTo(new PictureTempo(Duration.ofMinutes(15), Optional.of(Duration.ofHours(6))));
    assertThat(PictureTempo.in(PowerState.SURVIVAL, config))
        .isEqualTo(new PictureTempo(Duration.ofMinutes(30), Optional.empty()));
  }

  @Test
  void aFloodOfWishesIsGrantedThreeTimesAndThenOnceEveryTwentySeconds() {
    var now = new Instant[] {Instant.EPOCH};
    var allowance = new Allowance(3, Duration.ofSeconds(20), () -> now[0]);
    int granted = 0;
    for (int i = 0; i < 10_000; i++) {
      granted += allowance.take() ? 1 : 0;
      now[0] = now[0].plusMillis(10); // 100 seconds in all
    }
    assertThat(granted).isEqualTo(3 + 4);
    now[0] = now[0].plus(Duration.ofDays(1));
    assertThat(Stream.generate(allowance::take).limit(4))
        .as("what was not used up does not pile up")
        .containsExactly(true, true, true, false);
  }

  private CameraPost post(Camera camera, String every, PowerState power) {
    InstantSource clock = InstantSource.system();
    Supplier<Moment> time = () -> new Moment(clock.instant(), Stamp.SURE);
    return new CameraPost(config(every), camera, () -> power, sink, time, clock);
  }

  private static CameraConfig config(String every) {
    Duration thumbnailEvery = Durations.parse(every);
    return new CameraConfig(
        new CameraId("river"),
        new CameraDriverConfig.Simulated(Optional.empty(), Optional.empty(), 0),
        Duration.ofHours(2),
        thumbnailEvery,
        Duration.ofMillis(100),
        320,
        180);
  }

  private List<Picture> next() throws InterruptedException {
    return Optional.ofNullable(kept.poll(20, TimeUnit.SECONDS)).orElseThrow();
  }

  private AlarmChanged nextTold() throws InterruptedException {
    return (AlarmChanged) Optional.ofNullable(told.poll(20, TimeUnit.SECONDS)).orElseThrow();
  }

  private static void waitHoweverOftenInterrupted(CountDownLatch latch) {
    boolean waits = true;
    while (waits) {
      try {
        latch.await();
        waits = false;
      } catch (InterruptedException e) {
        waits = true; // as a driver would that does not know what an interrupt is
      }
    }
  }
}
