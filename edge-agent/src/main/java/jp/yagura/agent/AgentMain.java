package jp.yagura.agent;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.logging.LogManager;
import jp.yagura.agent.outbox.OutboxException;
import jp.yagura.agent.site.SiteConfig;
import jp.yagura.agent.site.SiteFile;
import jp.yagura.agent.watchdog.Watchdog;
import jp.yagura.shared.yaml.BadYaml;
import jp.yagura.shared.yaml.Durations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `AgentMain --site FILE [--check]`, `AgentMain enroll …` (see [EnrolCommand]), or `AgentMain
/// --rehearse`. Prints one line to standard output when it is up, logs to
/// standard error, and runs until it is told to stop (SIGTERM, SIGINT).
public final class AgentMain {
  private static final Logger log = LoggerFactory.getLogger(AgentMain.class);

  private AgentMain() {}

  public static void main(String[] args) {
    // The same on every box, whatever its locale says: the messages are Japanese and English.
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    // Paho speaks java.util.logging, in several lines a message. What matters of it, we log
    // ourselves.
    LogManager.getLogManager().reset();
    // An agent that has started lives on in its own threads, until a signal stops it.
    run(args, out, err).ifPresent(code -> System.exit(code.number()));
  }

  private static Optional<ExitCode> run(String[] args, PrintStream out, PrintStream err) {
    if (args.length > 0 && args[0].equals(EnrolCommand.NAME)) {
      return Optional.of(EnrolCommand.run(args, out, err));
    }
    Arguments arguments;
    SiteConfig site;
    try {
      arguments = Arguments.parse(args);
    } catch (IllegalArgumentException e) {
      err.println(e.getMessage());
      err.println(Arguments.USAGE);
      return Optional.of(ExitCode.USAGE);
    }
    if (arguments.rehearse()) {
      return Optional.of(rehearse(err));
    }
    try {
      site = SiteFile.read(arguments.site().orElseThrow());
    } catch (BadYaml e) {
      err.println(Plain.sentences(e));
      return Optional.of(ExitCode.SITE_FILE);
    }
    if (arguments.checkOnly()) {
      out.println("OK " + site.address());
      return Optional.of(ExitCode.CHECKED);
    }
    return serve(site, out, err);
  }

  private static ExitCode rehearse(PrintStream err) {
    try {
      if (Rehearsal.play()) {
        return ExitCode.CHECKED;
      }
      err.println("rehearsal: not everything was played");
    } catch (IOException | OutboxException e) {
      err.println("rehearsal: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return ExitCode.OUTBOX;
  }

  private static Optional<ExitCode> serve(SiteConfig site, PrintStream out, PrintStream err) {
    Agent agent;
    try {
      Files.createDirectories(site.data());
      var remote = new Agent.Remote(trial(), AgentMain::restart);
      agent = Agent.start(site, remote, InstantSource.system());
    } catch (IOException e) {
      err.println(Plain.sentences(site.data(), e));
      return Optional.of(ExitCode.OUTBOX);
    } catch (OutboxException e) {
      err.println(Plain.sentences(site.data(), e));
      return Optional.of(ExitCode.OUTBOX);
    }
    Map<String, String> environment = System.getenv();
    var watchdog =
        new Watchdog(
            agent.vital(),
            agent.uplinkWard(),
            Watchdog.notifierFor(environment),
            agent::summary,
            Watchdog.paceFor(environment));
    Runtime.getRuntime()
        .addShutdownHook(Thread.ofPlatform().unstarted(() -> stop(watchdog, agent)));
    watchdog.start();
    out.println("AGENT READY " + site.address());
    return Optional.empty();
  }

  /// Three minutes, or what a test has no patience for.
  private static Duration trial() {
    return Durations.parse(
        Optional.ofNullable(System.getenv("YAGURA_SETTINGS_TRIAL")).orElse("3m"));
  }

  /// Not by the thread that was told to: it is one of those that are waited for.
  private static void restart() {
    Thread.ofPlatform().name("restart").start(() -> System.exit(ExitCode.RESTART.number()));
  }

  private static void stop(Watchdog watchdog, Agent agent) {
    try {
      watchdog.close();
      agent.close();
    } catch (OutboxException e) {
      log.error("outbox did not close cleanly why=\"{}\"", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
