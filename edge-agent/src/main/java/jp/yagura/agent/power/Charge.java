package jp.yagura.agent.power;

/// How full a battery is, as far as we know.
///
/// @param share of what it holds when full and warm, 0 to 1
/// @param doubt the standard deviation of that
public record Charge(double share, double doubt) {
  public Charge {
    share = Math.clamp(share, 0, 1);
    if (!(doubt >= 0)) {
      throw new IllegalArgumentException("doubt is not negative");
    }
  }
}
