package jp.yagura.agent.outbox;

import java.util.random.RandomGenerator;

/// How epochs follow one another.
final class Epochs {

  /// About a quarter of an hour, in ms.
  private static final int CHANCE = 1 << 20;

  private Epochs() {}

  /// Higher than the last one, about the present time, and never twice the same: a card that is put
  /// back to an earlier state in a box whose clock stands still begins with the same last epoch and
  /// the same time as before, and only chance keeps the two apart.
  static long after(long last, long now, RandomGenerator dice) {
    return Math.max(now, last + 1) + dice.nextInt(CHANCE);
  }
}
