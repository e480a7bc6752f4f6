package jp.yagura.agent;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import jp.yagura.agent.clock.Moment;
import jp.yagura.agent.clock.Timekeeper;
import jp.yagura.agent.log.LogLines;
import jp.yagura.agent.onthespot.Box;
import jp.yagura.agent.onthespot.BoxView;
import jp.yagura.agent.onthespot.LastPicture;
import jp.yagura.agent.outbox.Occurrence.AlarmChanged;
import jp.yagura.agent.outbox.Outbox;
import jp.yagura.agent.outbox.Waiting;
import jp.yagura.agent.sensor.Probe;
import jp.yagura.agent.site.SiteConfig;
import jp.yagura.agent.uplink.LineBook;
import jp.yagura.agent.watchdog.Errand;
import jp.yagura.agent.watchdog.Errand.NoAnswer;
import jp.yagura.shared.wire.AlarmKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The box as the page on the spot sees it. What lies on the disk is asked for in threads of their
/// own: a disk that hangs is just what somebody on a ladder must be able to see.
final class LocalBox implements Box, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LocalBox.class);
  private static final Duration DISK_PATIENCE = Duration.ofMillis(500);
  private static final int LOG_LINES = 30;

  private final SiteConfig site;
  private final Senses senses;
  private final Outbox outbox;
  private final Recorder recorder;
  private final LineBook book;
  private final Timekeeper time;
  private final LastPicture picture;
  private final Instant startedAt;
  private final Errand<OnDisk> looking = new Errand<>("page-disk");
  private final Errand<OptionalLong> testing = new Errand<>("page-test");
  private volatile Optional<Instant> testAskedAt = Optional.empty();

  private record OnDisk(Waiting waiting, BoxView.Disk room) {}

  LocalBox(
      SiteConfig site,
      Senses senses,
      Outbox outbox,
      Recorder recorder,
      LineBook book,
      LastPicture picture,
      Timekeeper time) {
    this.site = site;
    this.senses = senses;
    this.outbox = outbox;
    this.recorder = recorder;
    this.book = book;
    this.picture = picture;
    this.time = time;
    this.startedAt = time.instant();
  }

  @Override
  public BoxView look() {
    Optional<OnDisk> disk = disk();
    LineBook.View lines = book.view();
    return new BoxView(
        site,
        Version.current(),
        new BoxView.Clock(time.instant(), time.isSure()),
        startedAt,
        sensors(),
        senses.power(),
        lines,
        disk.map(OnDisk::waiting),
        disk.map(OnDisk::room).orElse(new BoxView.Disk(-1, -1)),
        testAskedAt.map(at -> test(at, lines.followed())),
        picture.newest(),
        LogLines.last(LOG_LINES));
  }

  private List<BoxView.Sensor> sensors() {
    List<Probe.View> seen = senses.sensors();
    List<BoxView.Sensor> sensors = new ArrayList<>();
    for (int i = 0; i < seen.size(); i++) {
      sensors.add(new BoxView.Sensor(site.sensors().get(i), seen.get(i)));
    }
    return sensors;
  }

  private static BoxView.Test test(Instant askedAt, Optional<LineBook.Followed> followed) {
    // What was followed before this test was asked for is an earlier one.
    Optional<LineBook.Followed> ours =
        followed.filter(event -> !event.recordedAt().isBefore(askedAt));
    return new BoxView.Test(
        askedAt,
        ours.map(LineBook.Followed::recordedAt),
        ours.flatMap(LineBook.Followed::takenAt),
        ours.flatMap(LineBook.Followed::durableAt));
  }

  private Optional<OnDisk> disk() {
    looking.begin(() -> new OnDisk(outbox.waiting(), room()));
    try {
      return Optional.of(looking.await(DISK_PATIENCE));
    } catch (NoAnswer e) {
      log.debug("disk does not answer why=\"{}\"", e.getMessage());
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private BoxView.Disk room() throws IOException {
    FileStore store = Files.getFileStore(site.data());
    return new BoxView.Disk(store.getUsableSpace(), store.getTotalSpace());
  }

  @Override
  public void sendTest() {
    Moment now = time.moment();
    testAskedAt = Optional.of(now.at());
    testing.begin(
        () -> {
          OptionalLong event =
              recorder.recordEvent(
                  new AlarmChanged(AlarmKind.TEST, true, now.at(), Optional.empty(), 0),
                  now.stamp());
          event.ifPresent(book::follow);
          return event;
        });
  }

  @Override
  public void close() {
    looking.close();
    testing.close();
  }
}
