package jp.yagura.agent.log;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/// The logger of one class.
final class LineLogger extends LegacyAbstractLogger {
  private static final long serialVersionUID = 1L;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final int STACK_LINES = 8;

  private final transient LogLines lines;
  private final transient InstantSource clock;
  private final Level least;
  private final String shortName;

  LineLogger(String name, Level least, LogLines lines, InstantSource clock) {
    this.name = name;
    this.shortName = name.substring(name.lastIndexOf('.') + 1);
    this.least = least;
    this.lines = lines;
    this.clock = clock;
  }

  @Override
  protected void handleNormalizedLoggingCall(
      Level level,
      @Nullable Marker marker,
      String pattern,
      Object @Nullable [] arguments,
      @Nullable Throwable thrown) {
    StringBuilder line = new StringBuilder(160);
    Instant now = clock.instant();
    line.append(TIME.format(now)).append(' ').append(level).append(' ').append(shortName);
    line.append(' ').append(oneLine(MessageFormatter.basicArrayFormat(pattern, arguments)));
    if (thrown != null) {
      append(line, thrown);
    }
    lines.add(line.toString());
  }

  private static void append(StringBuilder line, Throwable thrown) {
    line.append(' ').append(oneLine(thrown.toString()));
    StackTraceElement[] stack = thrown.getStackTrace();
    for (int i = 0; i < Math.min(STACK_LINES, stack.length); i++) {
      line.append(" | ").append(stack[i]);
    }
    Throwable cause = thrown.getCause();
    if (cause != null && cause != thrown) {
      line.append(" | caused by ").append(oneLine(cause.toString()));
    }
  }

  /// What comes from outside must not be able to forge a line.
  private static String oneLine(@Nullable String text) {
    return text == null ? "" : text.replaceAll("\\R|\\p{Cntrl}", " ");
  }

  private boolean takes(Level level) {
    return level.toInt() >= least.toInt();
  }

  @Override
  public boolean isTraceEnabled() {
    return takes(Level.TRACE);
  }

  @Override
  public boolean isDebugEnabled() {
    return takes(Level.DEBUG);
  }

  @Override
  public boolean isInfoEnabled() {
    return takes(Level.INFO);
  }

  @Override
  public boolean isWarnEnabled() {
    return takes(Level.WARN);
  }

  @Override
  public boolean isErrorEnabled() {
    return takes(Level.ERROR);
  }

  @Override
  protected @Nullable String getFullyQualifiedCallerName() {
    return null;
  }
}
