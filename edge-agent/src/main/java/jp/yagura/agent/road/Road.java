package jp.yagura.agent.road;

/// One way to the command center: over this bearer to that broker.
public record Road(String bearer, String broker) {
  @Override
  public String toString() {
    return bearer + " to " + broker;
  }
}
