package jp.yagura.agent.log;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// Where lines go: to a stream, and into a memory of the newest.
public final class LogLines {
  private static final int REMEMBERED = 200;

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
