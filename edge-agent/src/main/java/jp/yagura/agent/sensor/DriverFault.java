package jp.yagura.agent.sensor;

/// A device could not be read. The sentence says which and why.
public final class DriverFault extends Exception {
  private static final long serialVersionUID = 1L;

  public DriverFault(String sentence) {
    super(sentence);
  }
}
