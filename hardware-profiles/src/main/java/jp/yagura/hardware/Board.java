package jp.yagura.hardware;

import java.util.List;
import java.util.Set;
import jp.yagura.shared.yaml.YamlNode;

/// A computer that can run the edge agent.
public record Board(
    String id,
    String name,
    String architecture,
    int memoryMegabytes,
    double idleWatts,
    double busyWatts,
    Set<Port> ports) {

  /// What can be plugged in.
  public enum Port {
    ETHERNET,
    USB,
    I2C,
    SPI,
    UART,
    GPIO,
    CSI,
    RS485,
    PCIE
  }

  private static final Set<String> ARCHITECTURES = Set.of("aarch64", "x86_64");
  private static final int LEAST_MEMORY = 256;

  public Board {
    Rules.profileId(id);
    Rules.name(name);
    if (!ARCHITECTURES.contains(architecture)) {
      throw new IllegalArgumentException("architecture must be aarch64 or x86_64");
    }
    if (memoryMegabytes < LEAST_MEMORY) {
      throw new IllegalArgumentException("the agent needs at least 256 megabytes of memory");
    }
    Rules.watts(idleWatts);
    Rules.watts(busyWatts);
    if (busyWatts < idleWatts) {
      throw new IllegalArgumentException("busyWatts must be at least idleWatts");
    }
    ports = Set.copyOf(ports);
  }

  static Board from(YamlNode yaml) {
    List<Port> ports = yaml.list("ports", port -> Rules.oneOf(Port.class, port.asText()));
    return new Board(
        yaml.text("id"),
        yaml.text("name"),
        yaml.text("architecture"),
        yaml.integer("memoryMegabytes"),
        yaml.decimal("idleWatts"),
        yaml.decimal("busyWatts"),
        Rules.distinct(ports));
  }
}
