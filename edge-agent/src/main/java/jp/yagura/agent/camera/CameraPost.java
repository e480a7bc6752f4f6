package jp.yagura.agent.camera;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import jp.yagura.agent.clock.Moment;
import jp.yagura.agent.outbox.Occurrence.AlarmChanged;
import jp.yagura.agent.outbox.Picture;
import jp.yagura.agent.site.CameraConfig;
import jp.yagura.shared.id.CameraId;
import jp.yagura.shared.id.SensorId;
import jp.yagura.shared.power.PowerState;
import jp.yagura.shared.wire.AlarmKind;
import jp.yagura.shared.wire.PictureSize;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The rounds of one camera: a small picture every few minutes, a full one now and then, and one at
/// once when somebody wishes it.
final class CameraPost implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(CameraPost.class);

  /// So many faults in a row are a broken camera, fewer are a hiccup.
  private static final int FAULTS_UNTIL_ALARM = 3;

  /// The power may have changed, and with it the pace.
  private static final Duration LONGEST_REST = Duration.ofSeconds(20);

  /// More would come all at the same moment and show the same.
  private static final int MOST_WISHES_WAITING = 4;

  private static final Duration LONGEST_STOP = Duration.ofSeconds(2);

  private final CameraConfig config;
  private final PatientCamera camera;
  private final Supplier<PowerState> power;
  private final PictureSink sink;
  private final Supplier<Moment> time;
  private final InstantSource steady;
  private final BlockingQueue<PictureSize> wishes = new LinkedBlockingQueue<>(MOST_WISHES_WAITING);
  private final Thread thread;
  private Instant thumbnailAt = Instant.MIN;
  private Instant fullAt = Instant.MIN;
  private int faultsInARow;

  /// @param time tells the time of day
  /// @param steady only ever runs forward, whatever happens to the time of day
  CameraPost(
      CameraConfig config,
      Camera camera,
      Supplier<PowerState> power,
      PictureSink sink,
      Supplier<Moment> time,
      InstantSource steady) {
    this.config = config;
    this.camera = new PatientCamera(camera, config.id().value(), config.deadline());
    this.power = power;
    this.sink = sink;
    this.time = time;
    this.steady = steady;
    this.thread = Thread.ofPlatform().name("rounds-" + config.id()).daemon().unstarted(this::work);
  }

  CameraId id() {
    return config.id();
  }

  void start() {
    thread.start();
  }

  /// @return whether there was room for one more wish
  boolean wish(PictureSize size) {
    return wishes.offer(size);
  }

  private void work() {
    try {
      Duration rest = Duration.ZERO;
      while (!Thread.currentThread().isInterrupted()) {
        Optional<PictureSize> wish =
            Optional.ofNullable(wishes.poll(rest.toMillis(), TimeUnit.MILLISECONDS));
        Set<PictureSize> sizes = due();
        wish.ifPresent(sizes::add);
        if (!sizes.isEmpty()) {
          survive(sizes);
        }
        rest = untilNext();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Set<PictureSize> due() {
    Instant now = steady.instant();
    PictureTempo tempo = PictureTempo.in(power.get(), config);
    Set<PictureSize> due = EnumSet.noneOf(PictureSize.class);
    if (isOver(thumbnailAt, tempo.thumbnail(), now)) {
      due.add(PictureSize.THUMBNAIL);
    }
    if (tempo.full().filter(every -> isOver(fullAt, every, now)).isPresent()) {
      due.add(PictureSize.FULL);
    }
    return due;
  }

  private static boolean isOver(Instant before, Duration every, Instant now) {
    return before.equals(Instant.MIN) || !before.plus(every).isAfter(now);
  }

  private Duration untilNext() {
    PictureTempo tempo = PictureTempo.in(power.get(), config);
    Duration rest = left(thumbnailAt, tempo.thumbnail());
    if (tempo.full().isPresent()) {
      Duration full = left(fullAt, tempo.full().get());
      rest = full.compareTo(rest) < 0 ? full : rest;
    }
    rest = rest.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : rest;
    return rest.isNegative() ? Duration.ZERO : rest;
  }

  private Duration left(Instant before, Duration every) {
    return before.equals(Instant.MIN)
        ? Duration.ZERO
        : Duration.between(steady.instant(), before.plus(every));
  }

  // What goes wrong in one round must not be the end of all rounds.
  private void survive(Set<PictureSize> sizes) throws InterruptedException {
    Instant now = steady.instant();
    if (sizes.contains(PictureSize.FULL)) {
      fullAt = now;
      sizes.add(PictureSize.THUMBNAIL); // it is there long before the full one is
    }
    thumbnailAt = now;
    try {
      takePictures(sizes);
    } catch (RuntimeException | Error e) {
      log.error("round of a camera failed camera={}", config.id(), e);
    }
  }

  private void takePictures(Set<PictureSize> sizes) throws InterruptedException {
    Moment now = time.get();
    Instant takenAt = now.at().truncatedTo(ChronoUnit.MILLIS);
    try {
      Frame frame = camera.frame(takenAt);
      List<Picture> pictures = new ArrayList<>();
      for (PictureSize size : sizes) {
        pictures.add(Darkroom.develop(config.id(), takenAt, frame, size));
      }
      sink.keep(pictures, now.stamp());
      recovered(now);
    } catch (CameraFault fault) {
      failed(now, fault);
    }
  }

  private void recovered(Moment now) {
    if (faultsInARow >= FAULTS_UNTIL_ALARM) {
      log.info("camera answers again camera={}", config.id());
      tellFault(false, now);
    }
    faultsInARow = 0;
  }

  private void failed(Moment now, CameraFault why) {
    faultsInARow++;
    log.debug("no picture camera={} why=\"{}\"", config.id(), why.getMessage());
    if (faultsInARow == FAULTS_UNTIL_ALARM) {
      log.warn("camera broken camera={} why=\"{}\"", config.id(), why.getMessage());
      tellFault(true, now);
    }
  }

  private void tellFault(boolean raised, Moment now) {
    Optional<SensorId> device = Optional.of(new SensorId(config.id().value()));
    sink.tell(new AlarmChanged(AlarmKind.SENSOR_FAULT, raised, now.at(), device, 0), now.stamp());
  }

  @Override
  public void close() throws InterruptedException {
    thread.interrupt();
    if (!thread.join(LONGEST_STOP)) {
      log.warn("a camera does not come back, left behind camera={}", config.id());
    }
  }
}
