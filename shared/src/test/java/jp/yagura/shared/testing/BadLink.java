package jp.yagura.shared.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Two network namespaces and a bad road between them, below TCP: what is started within one sees
/// nothing of this machine's network but the other. Only root may lay one; otherwise the test is
/// skipped and says so.
///
/// ```java
/// try (BadLink link = BadLink.lay("delay=350", "rate=64", "loss=2", "seed=1")) {
///   Processes.start("center", link.inCity(command));   // listens at BadLink.CITY
///   Processes.start("agent", link.inTower(command));
///   link.toggleOutage();
/// }
/// ```
public final class BadLink implements AutoCloseable {
  /// Where programs of the far side listen.
  public static final String CITY = "10.213.7.2";

  private static final String TOWER = "10.213.7.1";
  private static final String PREFIX = "yagura-test-";
  private static final Duration FOR_A_MOMENT = Duration.ofSeconds(10);
  private static final AtomicInteger LAID = new AtomicInteger();

  private final String tower;
  private final String city;
  private final RunningProcess road;

  private BadLink(String tower, String city, RunningProcess road) {
    this.tower = tower;
    this.city = city;
    this.road = road;
  }

  /// @param options of `tunlink`, each `key=value`
  public static BadLink lay(String... options) {
    FaultTools.needRoot("lay a road between network namespaces");
    if (FaultTools.said(List.of("ip", "netns", "list")).isEmpty()
        || !Files.exists(Path.of("/dev/net/tun"))) {
      throw FaultTools.skipped("no network namespaces or no /dev/net/tun here");
    }
    Path tunLink = FaultTools.tunLink();
    removeWhatTheDeadLeftBehind();
    String name = PREFIX + ProcessHandle.current().pid() + "-" + LAID.incrementAndGet();
    String tower = name + "-tower";
    String city = name + "-city";
    try {
      FaultTools.must("ip", "netns", "add", tower);
      FaultTools.must("ip", "netns", "add", city);
      List<String> command = new ArrayList<>(List.of(tunLink.toString(), tower, TOWER, city, CITY));
      command.addAll(List.of(options));
      RunningProcess road = Processes.start("tunlink", command);
      var link = new BadLink(tower, city, road);
      road.awaitLineWith("tunlink up", FOR_A_MOMENT);
      return link;
    } catch (RuntimeException | Error e) {
      remove(tower);
      remove(city);
      throw e;
    }
  }

  /// A command that runs at the end of the road.
  public List<String> inTower(List<String> command) {
    return in(tower, command);
  }

  /// A command that runs where everybody else is.
  public List<String> inCity(List<String> command) {
    return in(city, command);
  }

  /// Begins an outage in which every packet is lost, or ends it.
  public void toggleOutage() {
    FaultTools.must("kill", "-USR1", Long.toString(road.pid()));
  }

  /// What has gone over it, in words; it carries nothing any more.
  public List<String> account() {
    road.stop(FOR_A_MOMENT);
    return road.lines().stream().filter(line -> line.contains("bytes=")).toList();
  }

  private static List<String> in(String namespace, List<String> command) {
    List<String> inside = new ArrayList<>(List.of("ip", "netns", "exec", namespace));
    inside.addAll(command);
    return inside;
  }

  /// Of test runs that were killed: their names tell whose they are.
  private static void removeWhatTheDeadLeftBehind() {
    FaultTools.said(List.of("ip", "netns", "list"))
        .orElse("")
        .lines()
        .map(line -> line.split(" ", 2)[0])
        .filter(name -> name.matches(PREFIX + "\\d+-\\d+-.*"))
        .filter(name -> ProcessHandle.of(Long.parseLong(name.split("-", -1)[2])).isEmpty())
        .forEach(BadLink::remove);
  }

  private static void remove(String namespace) {
    var unused = FaultTools.said(List.of("ip", "netns", "delete", namespace));
  }

  @Override
  public void close() {
    road.close();
    remove(tower);
    remove(city);
  }
}
