package jp.yagura.agent;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.logging.LogManager;
import jp.yagura.agent.outbox.OutboxException;
import jp.yagura.agent.site.SiteConfig;
import jp.yagura.agent.site.SiteFile;
import jp.yagura.shared.yaml.BadYaml;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `AgentMain --site FILE [--check]`. Prints one line to standard output when it is up, logs to
/// standard error, and runs until it is told to stop (SIGTERM, SIGINT).
public final class AgentMain {
  private static final Logger log = LoggerFactory.getLogger(AgentMain.class);

  private AgentMain() {}

  public static void main(String[] args) throws InterruptedException {
    // The same on every box, whatever its locale says: the messages are Japanese and English.
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    // Paho speaks java.util.logging, in several lines a message. What matters of it, we log
    // ourselves.
    LogManager.getLogManager().reset();
    ExitCode code = run(args, out, err);
    if (code != ExitCode.STOPPED) {
      System.exit(code.number());
    }
  }

  private static ExitCode run(String[] args, PrintStream out, PrintStream err)
      throws InterruptedException {
    Arguments arguments;
    SiteConfig site;
    try {
      arguments = Arguments.parse(args);
    } catch (IllegalArgumentException e) {
      err.println(e.getMessage());
      err.println(Arguments.USAGE);
      return ExitCode.USAGE;
    }
    try {
      site = SiteFile.read(arguments.site());
    } catch (BadYaml e) {
      err.println(Plain.sentences(e));
      return ExitCode.SITE_FILE;
    }
    if (arguments.checkOnly()) {
      out.println("OK " + site.address());
      return ExitCode.CHECKED;
    }
    return serve(site, out, err);
  }

  private static ExitCode serve(SiteConfig site, PrintStream out, PrintStream err)
      throws InterruptedException {
    Agent agent;
    try {
      Files.createDirectories(site.data());
      agent = Agent.start(site, InstantSource.system());
    } catch (IOException e) {
      err.println(Plain.sentences(site.data(), e));
      return ExitCode.OUTBOX;
    } catch (OutboxException e) {
      err.println(Plain.sentences(site.data(), e));
      return ExitCode.OUTBOX;
    }
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> stop(agent)));
    out.println("AGENT READY " + site.address());
    new CountDownLatch(1).await();
    return ExitCode.STOPPED;
  }

  private static void stop(Agent agent) {
    try {
      agent.close();
    } catch (OutboxException e) {
      log.error("outbox did not close cleanly why=\"{}\"", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
