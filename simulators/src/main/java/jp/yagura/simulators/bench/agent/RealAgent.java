package jp.yagura.simulators.bench.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import jp.yagura.simulators.bench.Home;
import jp.yagura.simulators.bench.Program;
import jp.yagura.simulators.fleet.DeviceIdentity;
import org.jspecify.annotations.Nullable;

/// The agent itself in a process of its own, which can be killed and started again as often as one
/// likes; its outbox stays.
public final class RealAgent implements AutoCloseable {
  private static final Duration TO_START = Duration.ofSeconds(60);

  private final Home home;
  private final Path folder;
  private final SiteText site;
  private @Nullable Program program;

  public RealAgent(Home home, Path folder, SiteText site) throws IOException {
    this.home = home;
    this.folder = Files.createDirectories(folder);
    this.site = site;
    write(site);
  }

  public DeviceIdentity tower() {
    return site.tower();
  }

  public Path outbox() {
    return folder.resolve("data").resolve("outbox.db");
  }

  private void write(SiteText text) throws IOException {
    Files.writeString(siteFile(), text.in(folder.resolve("data")));
  }

  private Path siteFile() {
    return folder.resolve("site.yaml");
  }

  public void start() throws IOException, InterruptedException {
    close();
    var started =
        Program.start(
            "edge-agent",
            home.command(
                "edge-agent",
                "jp.yagura.agent.AgentMain",
                List.of("--site", siteFile().toString())),
            folder);
    program = started;
    var _ = started.awaitLine("AGENT READY", TO_START);
  }

  /// SIGKILL.
  public void kill() throws InterruptedException {
    if (program != null) {
      program.kill();
    }
  }

  /// From its next start on it is another one, on the same outbox.
  public void becomes(SiteText other) throws IOException {
    write(other);
  }

  /// From its next start on it only delivers what it has.
  public void measureNoMore() throws IOException {
    write(site.withSample("24h"));
  }

  @Override
  public void close() {
    if (program != null) {
      program.close();
    }
  }
}
