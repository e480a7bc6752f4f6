package jp.yagura.simulators.fleet;

import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import jp.yagura.shared.id.SiteAddress;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/// Counts what a fleet sends and gets back, and how long that takes.
public final class FleetMeter implements FleetWatcher {
  private static final int DIGITS = 3;

  private final LongAdder connected = new LongAdder();
  private final LongAdder disconnections = new LongAdder();
  private final LongAdder messagesSent = new LongAdder();
  private final LongAdder messagesAgain = new LongAdder();
  private final LongAdder readingsSent = new LongAdder();
  private final LongAdder messagesPubacked = new LongAdder();
  private final LongAdder readingsPubacked = new LongAdder();
  private final LongAdder messagesReleased = new LongAdder();
  private final LongAdder readingsReleased = new LongAdder();
  private final LongAdder readingsRefused = new LongAdder();
  private volatile Optional<String> lastTrouble = Optional.empty();
  private final Recorder untilPuback = new Recorder(DIGITS);
  private final Recorder untilReleased = new Recorder(DIGITS);

  /// Everything counted since the meter was made. `online` is the number of devices connected now.
  public record Count(
      long online,
      long disconnections,
      long messagesSent,
      long messagesSentAgain,
      long readingsSent,
      long messagesPubacked,
      long readingsPubacked,
      long messagesReleased,
      long readingsReleased,
      long readingsRefused) {

    /// What happened between an earlier count and this one; `online` stays what it is now.
    public Count since(Count earlier) {
      return new Count(
          online,
          disconnections - earlier.disconnections,
          messagesSent - earlier.messagesSent,
          messagesSentAgain - earlier.messagesSentAgain,
          readingsSent - earlier.readingsSent,
          messagesPubacked - earlier.messagesPubacked,
          readingsPubacked - earlier.readingsPubacked,
          messagesReleased - earlier.messagesReleased,
          readingsReleased - earlier.readingsReleased,
          readingsRefused - earlier.readingsRefused);
    }
  }

  public Count count() {
    return new Count(
        connected.sum() - disconnections.sum(),
        disconnections.sum(),
        messagesSent.sum(),
        messagesAgain.sum(),
        readingsSent.sum(),
        messagesPubacked.sum(),
        readingsPubacked.sum(),
        messagesReleased.sum(),
        readingsReleased.sum(),
        readingsRefused.sum());
  }

  /// The newest trouble any device had with its connection.
  public Optional<String> lastTrouble() {
    return lastTrouble;
  }

  /// From sending to the broker's PUBACK, in nanoseconds, since this was last asked for.
  public Histogram takeUntilPuback() {
    return untilPuback.getIntervalHistogram();
  }

  /// From measuring to the release from custody, in nanoseconds, since this was last asked for.
  public Histogram takeUntilReleased() {
    return untilReleased.getIntervalHistogram();
  }

  @Override
  public void connected() {
    connected.increment();
  }

  @Override
  public void disconnected() {
    disconnections.increment();
  }

  @Override
  public void trouble(SiteAddress device, String why) {
    lastTrouble = Optional.of(device + ": " + why);
  }

  @Override
  public void sent(int readings, boolean again) {
    messagesSent.increment();
    readingsSent.add(readings);
    if (again) {
      messagesAgain.increment();
    }
  }

  @Override
  public void pubacked(int readings, long nanosSinceSent) {
    messagesPubacked.increment();
    readingsPubacked.add(readings);
    untilPuback.recordValue(nanosSinceSent);
  }

  @Override
  public void released(int readings, long nanosSinceTaken) {
    messagesReleased.increment();
    readingsReleased.add(readings);
    untilReleased.recordValue(nanosSinceTaken);
  }

  @Override
  public void refused(int readings) {
    readingsRefused.add(readings);
  }
}
