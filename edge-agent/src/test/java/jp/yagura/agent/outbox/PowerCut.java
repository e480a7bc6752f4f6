package jp.yagura.agent.outbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import jp.yagura.agent.outbox.WriteLog.Kind;
import jp.yagura.agent.outbox.WriteLog.Op;

/// A disk whose power may go: what was forced is on it; of everything written since, each piece has
/// reached it, or not, or in some of its sectors. Deleting is durable with the next force of any
/// file, as in a journalling file system; until then it may or may not have happened.
final class PowerCut {
  private static final int SECTOR = 512;

  private final Map<String, Content> durable = new HashMap<>();
  private final Map<String, List<Op>> pending = new LinkedHashMap<>();

  /// The program goes on by one step.
  void then(Op op) {
    if (op.kind() != Kind.FORCE) {
      pending.computeIfAbsent(op.file(), _ -> new ArrayList<>()).add(op);
      return;
    }
    List<Op> forced = pending.remove(op.file());
    if (forced != null) {
      forced.forEach(each -> apply(durable, each));
    }
    pending.forEach(this::deletedForGood);
  }

  private void deletedForGood(String file, List<Op> ops) {
    int last = -1;
    for (int i = 0; i < ops.size(); i++) {
      last = ops.get(i).kind() == Kind.DELETE ? i : last;
    }
    if (last >= 0) {
      durable.remove(file);
      ops.subList(0, last + 1).clear();
    }
  }

  /// What is found in `folder` if the power goes now.
  void leaveIn(Path folder, SplittableRandom dice) throws IOException {
    Map<String, Content> found = new HashMap<>(durable);
    pending.forEach(
        (file, ops) -> {
          found.computeIfPresent(file, (_, content) -> content.copy());
          perhaps(found, ops, dice);
        });
    Files.createDirectories(folder);
    for (var file : found.entrySet()) {
      Files.write(folder.resolve(file.getKey()), file.getValue().all());
    }
  }

  private static void perhaps(Map<String, Content> found, List<Op> ops, SplittableRandom dice) {
    for (Op op : ops) {
      double luck = dice.nextDouble();
      if (op.kind() == Kind.WRITE) {
        if (luck < 0.4) {
          apply(found, op);
        } else if (luck < 0.7) {
          tear(found, op, dice);
        }
      } else if (luck < 0.5) {
        apply(found, op);
      } else if (op.kind() == Kind.DELETE) {
        return; // the old file is still there; what came later went into another
      }
    }
  }

  private static void tear(Map<String, Content> found, Op op, SplittableRandom dice) {
    for (int from = 0; from < op.bytes().length; from += SECTOR) {
      if (dice.nextBoolean()) {
        byte[] sector =
            Arrays.copyOfRange(op.bytes(), from, Math.min(from + SECTOR, op.bytes().length));
        apply(found, new Op(Kind.WRITE, op.file(), op.offset() + from, sector));
      }
    }
  }

  private static void apply(Map<String, Content> files, Op op) {
    switch (op.kind()) {
      case WRITE -> content(files, op).put(Math.toIntExact(op.offset()), op.bytes());
      case CUT -> content(files, op).cut(Math.toIntExact(op.offset()));
      case DELETE -> files.remove(op.file());
      case FORCE -> throw new IllegalArgumentException("a force changes nothing by itself");
    }
  }

  private static Content content(Map<String, Content> files, Op op) {
    return files.computeIfAbsent(op.file(), _ -> new Content());
  }

  /// A file that grows and shrinks.
  private static final class Content {
    private byte[] bytes = new byte[0];
    private int length;

    void put(int offset, byte[] piece) {
      int end = offset + piece.length;
      if (end > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.max(end, 2 * bytes.length));
      }
      System.arraycopy(piece, 0, bytes, offset, piece.length);
      length = Math.max(length, end);
    }

    void cut(int at) {
      bytes = Arrays.copyOf(Arrays.copyOf(bytes, Math.min(at, length)), Math.max(at, length));
      length = at;
    }

    byte[] all() {
      return Arrays.copyOf(bytes, length);
    }

    Content copy() {
      var copy = new Content();
      copy.bytes = all();
      copy.length = length;
      return copy;
    }
  }
}
