package jp.yagura.agent.outbox;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.TreeSet;
import jp.yagura.shared.wire.SeqRange;
import jp.yagura.shared.wire.Stream;

/// What an outbox has said is safe, written down outside of it the moment it was said, and what it
/// was then told to forget.
final class Acknowledged {
  private final TreeSet<Long> readings = new TreeSet<>();
  private final TreeSet<Long> events = new TreeSet<>();
  private long lastReading;

  static Acknowledged in(Path file) throws IOException {
    var acknowledged = new Acknowledged();
    if (Files.exists(file)) {
      // a line whose end is not there was never said
      String text = Files.readString(file);
      text.substring(0, text.lastIndexOf('\n') + 1).lines().forEach(acknowledged::hear);
    }
    return acknowledged;
  }

  /// Numbers that must be there.
  TreeSet<Long> readings() {
    return readings;
  }

  TreeSet<Long> events() {
    return events;
  }

  /// The highest number of a reading that was ever said to be safe.
  long lastReading() {
    return lastReading;
  }

  void hear(String line) {
    String[] words = line.split(" ", -1);
    TreeSet<Long> stream = words[1].equals(Stream.READINGS.name()) ? readings : events;
    for (long seq = Long.parseLong(words[2]); seq <= Long.parseLong(words[3]); seq++) {
      if (words[0].equals("safe")) {
        stream.add(seq);
      } else {
        stream.remove(seq);
      }
    }
    if (!readings.isEmpty()) {
      lastReading = Math.max(lastReading, readings.last());
    }
  }

  /// The pen. Each line is one write, so that it stands in the log of writes where it was said.
  record Pen(OutputStream out) implements AutoCloseable {
    static Pen on(Path file) throws IOException {
      return new Pen(
          Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
    }

    void safe(Stream stream, SeqRange range) throws IOException {
      line("safe", stream, range);
    }

    /// Before the outbox is told: from now on it may or may not be there.
    void mayGo(Stream stream, SeqRange range) throws IOException {
      line("mayGo", stream, range);
    }

    private void line(String word, Stream stream, SeqRange range) throws IOException {
      String line = "%s %s %d %d\n".formatted(word, stream, range.first(), range.last());
      out.write(line.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }
}
