package jp.yagura.agent.outbox;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Everything that a program did to its files, in order, as `iofault` wrote it down.
record WriteLog(List<Op> ops) {

  enum Kind {
    WRITE,
    CUT,
    DELETE,
    FORCE
  }

  /// @param file its name without the folder
  @SuppressWarnings("ArrayRecordComponent") // read, never compared
  record Op(Kind kind, String file, long offset, byte[] bytes) {}

  /// How much of what was forced is really forced, in a replay.
  enum Forcing {
    /// As it was done: synchronous=FULL.
    FULL,
    /// Without what synchronous=NORMAL leaves out: the force after each commit.
    NORMAL,
    /// Nothing: synchronous=OFF, or a disk that says it has written and has not.
    OFF
  }

  static WriteLog read(Path log) throws IOException {
    List<Op> ops = new ArrayList<>();
    try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(log)))) {
      for (String head = line(in); !head.isEmpty(); head = line(in)) {
        String[] words = head.split(" ", -1);
        byte[] bytes = new byte[Integer.parseInt(words[3])];
        in.readFully(bytes);
        String file = Path.of(words[1]).getFileName().toString();
        ops.add(new Op(kind(words[0]), file, Long.parseLong(words[2]), bytes));
      }
    } catch (EOFException cutShort) {
      throw new IOException("the log ends within an entry", cutShort);
    }
    return new WriteLog(ops);
  }

  private static Kind kind(String letter) {
    return switch (letter) {
      case "W" -> Kind.WRITE;
      case "T" -> Kind.CUT;
      case "U" -> Kind.DELETE;
      case "S" -> Kind.FORCE;
      default -> throw new IllegalArgumentException("no entry of a log begins with " + letter);
    };
  }

  private static String line(InputStream in) throws IOException {
    var line = new StringBuilder();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      line.append((char) next);
    }
    return new String(
        line.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  /// The same run with fewer forced writes. NORMAL forces the write-ahead log only before it is
  /// carried over into the database, and its head when it begins again.
  WriteLog with(Forcing forcing) {
    List<Op> kept = new ArrayList<>();
    for (int i = 0; i < ops.size(); i++) {
      Op op = ops.get(i);
      boolean keep =
          op.kind() != Kind.FORCE
              || switch (forcing) {
                case FULL -> true;
                case NORMAL -> !op.file().endsWith("-wal") || beforeDatabase(i) || ofHead(i);
                case OFF -> false;
              };
      if (keep) {
        kept.add(op);
      }
    }
    return new WriteLog(kept);
  }

  private boolean beforeDatabase(int force) {
    for (Op op : ops.subList(force + 1, ops.size())) {
      if (op.kind() == Kind.WRITE && op.file().endsWith(".db")) {
        return true;
      }
      if (op.kind() == Kind.WRITE && op.file().endsWith("-wal")) {
        return false;
      }
    }
    return false;
  }

  private boolean ofHead(int force) {
    Op before = ops.get(Math.max(0, force - 1));
    return before.kind() == Kind.WRITE && before.offset() == 0 && before.bytes().length <= 32;
  }
}
