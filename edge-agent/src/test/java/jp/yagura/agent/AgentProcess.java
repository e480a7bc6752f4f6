package jp.yagura.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jp.yagura.shared.testing.Processes;
import jp.yagura.shared.testing.RunningProcess;

/// The agent as a process of its own, small and quick, in an environment that a test has made bad.
final class AgentProcess {
  static final List<String> SMALL_AND_QUICK =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx48m", "-DYAGURA_LOG=debug");

  private AgentProcess() {}

  static RunningProcess start(SiteText site, Map<String, String> environment) {
    return start(site, List.of(), environment);
  }

  /// @param before what is put before the command, such as a shell that limits it
  static RunningProcess start(SiteText site, List<String> before, Map<String, String> environment) {
    List<String> command = new ArrayList<>(before);
    command.addAll(
        Processes.command(
            "edge-agent",
            "jp.yagura.agent.AgentMain",
            SMALL_AND_QUICK,
            List.of("--site", site.write().toString())));
    var builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    return Processes.start("AgentMain", builder);
  }
}
