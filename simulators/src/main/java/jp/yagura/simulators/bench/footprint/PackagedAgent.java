package jp.yagura.simulators.bench.footprint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import jp.yagura.simulators.bench.Home;

/// The agent as its package brings it, unpacked into a folder, with the AOT cache that the package
/// makes at its installation.
record PackagedAgent(Path folder) {
  private static final Duration LONG = Duration.ofMinutes(3);

  static PackagedAgent unpack(Home home, Path work) throws IOException, InterruptedException {
    String script =
        """
        set -euo pipefail
        root="$1" jdk_home="$2"
        for part in words programs package; do source "$root/tools/launcher/$part.sh"; done
        make_package amd64 x86_64 0.1.0 "$3"
        dpkg-deb -x "$3/yagura-agent_0.1.0_amd64.deb" "$3/box"
        YAGURA_JAVA_HOME="$jdk_home" "$3/box/usr/lib/yagura-agent/train"
        """;
    var command =
        List.of(
            "bash",
            "-c",
            script,
            "footprint",
            home.root().toString(),
            System.getProperty("java.home"),
            work.toString());
    try (Child bash = Child.start("package", command, Map.of())) {
      bash.awaitEnd(LONG);
    }
    return new PackagedAgent(work.resolve("box/usr/lib/yagura-agent"));
  }

  List<String> command(Path site) {
    return List.of(folder.resolve("yagura-agent").toString(), "--site", site.toString());
  }

  Map<String, String> environment(boolean withCache) {
    Map<String, String> base =
        Map.of(
            "YAGURA_JAVA_HOME",
            System.getProperty("java.home"),
            // as under systemd, with nobody listening
            "NOTIFY_SOCKET",
            "@yagura-bench-" + ProcessHandle.current().pid());
    if (withCache) {
      return base;
    }
    var without = new HashMap<>(base);
    without.put("YAGURA_AOT_CACHE", "");
    return without;
  }

  /// The same JVM with the same options and the same libraries, for somebody else's program.
  List<String> commandOf(Path jar, List<String> jvm, List<String> program) throws IOException {
    List<String> classpath = new ArrayList<>();
    classpath.add(jar.toString());
    try (Stream<Path> libraries = Files.list(folder.resolve("lib"))) {
      libraries
          .map(Path::toString)
          .filter(name -> name.contains("paho") || name.contains("sqlite"))
          .sorted()
          .forEach(classpath::add);
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + folder.resolve("jvm.options"));
    command.add("-Dorg.sqlite.lib.path=" + folder.resolve("native"));
    command.addAll(jvm);
    command.addAll(List.of("-cp", String.join(":", classpath), BareLoop.class.getName()));
    command.addAll(program);
    return command;
  }
}
