package jp.yagura.shared.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A started process with everything it has said (both outputs together). Closing it kills it, and
/// so does the end of the JVM that runs the tests, so that an interrupted run leaves nothing
/// behind.
public final class RunningProcess implements AutoCloseable {
  private static final Duration FOR_DYING = Duration.ofSeconds(20);

  private final String name;
  private final Process process;
  private final List<String> said = new ArrayList<>();
  private final Thread whenTheTestsEnd;
  private boolean ended;

  RunningProcess(String name, Process process) {
    this.name = name;
    this.process = process;
    this.whenTheTestsEnd = Thread.ofPlatform().unstarted(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(whenTheTestsEnd);
    Thread.ofVirtual().name("output of " + name).start(this::listen);
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /// All lines so far.
  public List<String> lines() {
    synchronized (said) {
      return List.copyOf(said);
    }
  }

  public String awaitLineWith(String part, Duration longest) {
    return awaitLine(line -> line.contains(part), longest);
  }

  /// The first line, from the beginning on, that is as wanted. Fails with all that was said if none
  /// comes.
  public String awaitLine(Predicate<String> wanted, Duration longest) {
    long end = System.nanoTime() + longest.toNanos();
    synchronized (said) {
      int looked = 0;
      while (true) {
        Optional<String> line =
            said.subList(looked, said.size()).stream().filter(wanted).findFirst();
        if (line.isPresent()) {
          return line.get();
        }
        looked = said.size();
        long left = end - System.nanoTime();
        if (ended || left <= 0) {
          throw new AssertionError(
              name
                  + (ended ? " ended" : " still ran")
                  + " without the awaited line; it said:\n"
                  + String.join("\n", said));
        }
        waitForMore(left);
      }
    }
  }

  /// SIGKILL: no shutdown hook runs, no buffer is written.
  public void kill() {
    process.destroyForcibly();
    awaitEnd(FOR_DYING);
  }

  /// SIGTERM, and the exit code it ends with.
  public int stop(Duration longest) {
    process.destroy();
    return awaitEnd(longest);
  }

  /// The exit code.
  public int awaitEnd(Duration longest) {
    try {
      if (!process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError(name + " still runs after " + longest.toMillis() + " ms");
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for " + name, e);
    }
  }

  @Override
  public void close() {
    kill();
  }

  private void waitForMore(long nanos) {
    try {
      TimeUnit.NANOSECONDS.timedWait(said, nanos);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for " + name, e);
    }
  }

  private void listen() {
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      @Nullable String line;
      while ((line = output.readLine()) != null) {
        say(line);
      }
    } catch (IOException killed) {
      say("(output ends: " + killed.getMessage() + ")");
    } finally {
      forgetTheHook();
      synchronized (said) {
        ended = true;
        said.notifyAll();
      }
    }
  }

  /// A run that starts a thousand processes keeps no thousand hooks.
  private void forgetTheHook() {
    try {
      Runtime.getRuntime().removeShutdownHook(whenTheTestsEnd);
    } catch (IllegalStateException theTestsAreEnding) {
      say("(killed with the tests)");
    }
  }

  private void say(String line) {
    synchronized (said) {
      said.add(line);
      said.notifyAll();
    }
  }
}
