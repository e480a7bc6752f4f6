package jp.yagura.agent.power;

/// What each mode takes, in watts on an average day.
public record Loads(double normal, double saving, double survival) {
  public Loads {
    if (!(survival > 0 && saving >= survival && normal >= saving)) {
      throw new IllegalArgumentException(
          "each mode takes power, and a more sparing one not more: %s, %s, %s W"
              .formatted(normal, saving, survival));
    }
  }

  public double in(PowerMode mode) {
    return switch (mode) {
      case NORMAL -> normal;
      case SAVING -> saving;
      case SURVIVAL -> survival;
    };
  }
}
