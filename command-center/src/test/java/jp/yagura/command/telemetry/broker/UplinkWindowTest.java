package jp.yagura.command.telemetry.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever happens in whatever order: bounded, in order, nothing lost. */
class UplinkWindowTest {

  private static final int MOST = 4;
  private static final String TOPIC = "yagura/1/nankoku/inabu/up/readings";

  /**
   * A device that sends one after the other, a storage that acknowledges what it likes, an ingest
   * that is sometimes away: 0 sends, 1 acknowledges the oldest, 2 the newest, 3 lets the ingest go
   * or come.
   */
  @Property(tries = 500)
  void everythingArrivesInOrderAndNeverMoreThanMayWait(
      @ForAll @Size(max = 60) List<@IntRange(max = 3) Integer> steps) {
    var later = new Deferred();
    var window = new UplinkWindow(MOST, 1_000, Clock.systemUTC(), later);
    var device = new Device(window);
    var unacknowledged = new ArrayList<UplinkMessage>();
    var firstDeliveries = new ArrayList<Integer>();
    boolean listening = false;
    for (int step : steps) {
      switch (step) {
        case 0 -> device.send();
        case 1 -> acknowledge(unacknowledged, 0);
        case 2 -> acknowledge(unacknowledged, unacknowledged.size() - 1);
        default -> {
          if (listening) {
            window.detach();
          } else {
            unacknowledged.clear();
            window.attach(message -> deliver(message, unacknowledged, firstDeliveries));
          }
          listening = !listening;
        }
      }
      later.run();
      assertThat(window.messages()).isLessThanOrEqualTo(MOST);
      assertThat(window.bytes()).isEqualTo(window.messages());
    }
    if (!listening) {
      window.attach(message -> deliver(message, unacknowledged, firstDeliveries));
    }
    while (!unacknowledged.isEmpty()) {
      acknowledge(unacknowledged, 0);
      later.run();
    }
    assertThat(window.messages()).isZero();
    assertThat(firstDeliveries).isSorted().hasSize(device.sent);
  }

  private static void deliver(
      UplinkMessage message, List<UplinkMessage> unacknowledged, List<Integer> firstDeliveries) {
    unacknowledged.add(message);
    int number = message.payload()[0];
    if (!firstDeliveries.contains(number)) {
      firstDeliveries.add(number);
    }
  }

  private static void acknowledge(List<UplinkMessage> messages, int index) {
    if (!messages.isEmpty()) {
      messages.remove(index).acknowledge();
    }
  }

  /** Sends the next only when it has an answer to the last. */
  private static final class Device {
    private final UplinkWindow window;
    private boolean waits;
    private int sent;

    Device(UplinkWindow window) {
      this.window = window;
    }

    void send() {
      if (waits) {
        return;
      }
      byte[] payload = {(byte) ++sent};
      if (!window.offer(TOPIC, payload)) {
        waits = true;
        window.waitInLine(
            new UplinkWindow.Waiting() {
              @Override
              public String topic() {
                return TOPIC;
              }

              @Override
              public byte[] payload() {
                return payload;
              }

              @Override
              public boolean present() {
                return true;
              }

              @Override
              public void admitted() {
                waits = false;
              }
            });
      }
    }
  }

  /** Does what is to be done later when the test says so. */
  private static final class Deferred extends ScheduledThreadPoolExecutor {
    private final Queue<Runnable> tasks = new ArrayDeque<>();

    Deferred() {
      super(0);
    }

    @Override
    public void execute(Runnable command) {
      tasks.add(command);
    }

    void run() {
      for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
        task.run();
      }
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
      throw new UnsupportedOperationException("nothing is given back here");
    }
  }
}
