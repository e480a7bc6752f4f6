package jp.yagura.agent.log;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/// Where lines go: to a stream, and into a memory of the newest.
public final class LogLines {
  private static final int REMEMBERED = 1_000;

  // One for the program, as its standard error is: loggers are made wherever a class is loaded.
  private static final LogLines OF_THIS_PROGRAM = new LogLines(System.err);

  private final PrintStream out;
  private final Deque<String> newest = new ArrayDeque<>();

  LogLines(PrintStream out) {
    // The same on every box, whatever its locale says.
    this.out = new PrintStream(out, true, StandardCharsets.UTF_8);
  }

  static LogLines ofThisProgram() {
    return OF_THIS_PROGRAM;
  }

  /// The newest lines of this program, oldest first.
  public static List<String> last(int number) {
    return OF_THIS_PROGRAM.newest(number);
  }

  /// All that is remembered, as a gzip file: so that it can be asked for from afar.
  public static byte[] compressed() {
    var out = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(out)) {
      String text = String.join(System.lineSeparator(), last(REMEMBERED));
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail", e);
    }
    return out.toByteArray();
  }

  synchronized void add(String line) {
    newest.addLast(line);
    if (newest.size() > REMEMBERED) {
      newest.removeFirst();
    }
    out.println(line);
  }

  synchronized List<String> newest(int number) {
    return newest.stream().skip(Math.max(0, newest.size() - number)).toList();
  }
}
