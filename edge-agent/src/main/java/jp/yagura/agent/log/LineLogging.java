package jp.yagura.agent.log;

import java.time.InstantSource;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.Logger;
import org.slf4j.event.Level;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/// What SLF4J finds and asks for loggers.
public final class LineLogging implements SLF4JServiceProvider, ILoggerFactory {
  private final ConcurrentMap<String, Logger> loggers = new ConcurrentHashMap<>();
  private final IMarkerFactory markers = new BasicMarkerFactory();
  private final MDCAdapter context = new NOPMDCAdapter();
  private final Level least = least(System.getenv("YAGURA_LOG"));

  private static Level least(@Nullable String wanted) {
    String name = Optional.ofNullable(wanted).orElse("info").toUpperCase(Locale.ROOT);
    return Arrays.stream(Level.values())
        .filter(level -> level.name().equals(name))
        .findFirst()
        .orElse(Level.INFO);
  }

  @Override
  public Logger getLogger(String name) {
    return loggers.computeIfAbsent(
        name,
        wanted -> new LineLogger(wanted, least, LogLines.ofThisProgram(), InstantSource.system()));
  }

  @Override
  public ILoggerFactory getLoggerFactory() {
    return this;
  }

  @Override
  public IMarkerFactory getMarkerFactory() {
    return markers;
  }

  @Override
  public MDCAdapter getMDCAdapter() {
    return context;
  }

  @Override
  public String getRequestedApiVersion() {
    return "2.0.99";
  }

  @Override
  public void initialize() {
    // nothing to read, nothing to start
  }
}
