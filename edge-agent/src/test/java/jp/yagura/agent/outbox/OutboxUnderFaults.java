package jp.yagura.agent.outbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.TreeSet;
import jp.yagura.shared.wire.DownMessage.DurableAck;
import jp.yagura.shared.wire.SeqRanges;
import jp.yagura.shared.wire.Stream;

/// A program of its own that works with an outbox while each of its writes and forces fails in
/// turn: `OutboxUnderFaults OUTBOX PLAN MOST`. It ends with an error as soon as the outbox has said
/// something that is not so, or does not go on when the fault is over.
final class OutboxUnderFaults {
  private final Path file;
  private final Path plan;
  private final TreeSet<Long> safe = new TreeSet<>();
  private Outbox outbox;

  /// Ids go on, numbers begin again with every start.
  private long beforeThisStart;
  private int faults;
  private int refused;

  private OutboxUnderFaults(Path file, Path plan) throws OutboxException {
    this.file = file;
    this.plan = plan;
    this.outbox = open(file);
    this.beforeThisStart = outbox.last(Stream.READINGS);
  }

  public static void main(String[] arguments) throws Exception {
    var work = new OutboxUnderFaults(Path.of(arguments[0]), Path.of(arguments[1]));
    int most = Integer.parseInt(arguments[2]);
    for (int error : new int[] {5, 28, 30}) { // EIO, ENOSPC, EROFS
      for (String op : new String[] {"write", "fsync"}) {
        for (int nth = 1; nth <= most; nth++) {
          work.under("%s:%d:%d".formatted(op, error, nth));
          work.under("%s:%d:%d:once".formatted(op, error, nth));
        }
      }
    }
    work.outbox.close();
    System.out.printf(
        "DONE faults=%d refused=%d safe=%d%n", work.faults, work.refused, work.safe.size());
  }

  private static Outbox open(Path file) throws OutboxException {
    return Outbox.open(file, InstantSource.system());
  }

  private void under(String fault) throws Exception {
    faults++;
    // in one move: a plan that is half written would be another one
    Path next = Files.writeString(plan.resolveSibling("next"), fault);
    Files.move(next, plan, StandardCopyOption.ATOMIC_MOVE);
    for (int i = 0; i < 4; i++) {
      tryToAppend();
      tryToFree();
    }
    Files.delete(plan);
    if (!tryToAppend()) {
      // room that was put aside for alarms is put aside again within a second or so
      awaitRoom(fault);
    }
    require(fault, "while it is open");
    if (faults % 8 == 0) {
      outbox.close();
      outbox = open(file);
      beforeThisStart = outbox.last(Stream.READINGS);
      require(fault, "when it is opened again");
    }
  }

  private boolean tryToAppend() {
    long first = outbox.last(Stream.READINGS) + 1;
    try {
      outbox.append(Items.readings(first, first + 2));
    } catch (OutboxException e) {
      refused++;
      return false;
    }
    for (long seq = first; seq < first + 3; seq++) {
      safe.add(seq);
    }
    return true;
  }

  /// What is told to go may stay when that fails: it comes once more.
  private void tryToFree() {
    long upTo = outbox.last(Stream.READINGS) - 20;
    if (upTo > 0) {
      safe.headSet(upTo, true).clear();
      try {
        outbox.free(
            DurableAck.of(
                outbox.epoch(),
                Stream.READINGS,
                SeqRanges.upTo(Math.max(0, upTo - beforeThisStart))));
      } catch (OutboxException e) {
        refused++;
      }
    }
  }

  private void awaitRoom(String fault) throws InterruptedException {
    long end = System.nanoTime() + 5_000_000_000L;
    while (!tryToAppend()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(fault + ": is over, and the outbox still takes nothing");
      }
      Thread.sleep(50);
    }
  }

  private void require(String fault, String when) throws OutboxException, IOException {
    Contents contents = Contents.of(outbox);
    if (!contents.readings().keySet().containsAll(safe)) {
      throw new IllegalStateException(fault + ": acknowledged and not there " + when);
    }
    if (!contents.isTrue()) {
      throw new IllegalStateException(fault + ": another content than was put in " + when);
    }
  }
}
