package jp.yagura.simulators.bench;

/// The same said in Japanese and in English.
public record Words(String ja, String en) {
  @Override
  public String toString() {
    return ja + " / " + en;
  }
}
