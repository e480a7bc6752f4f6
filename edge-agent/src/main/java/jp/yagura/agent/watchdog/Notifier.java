package jp.yagura.agent.watchdog;

import java.io.IOException;

/// Whoever started us and wants to know how we are.
public interface Notifier extends AutoCloseable {

  /// @param state lines of `NAME=VALUE` as `sd_notify(3)` has them
  void say(String state) throws IOException;

  @Override
  void close();

  /// For a program that nobody watches.
  static Notifier nobody() {
    return new Notifier() {
      @Override
      public void say(String state) {}

      @Override
      public void close() {}
    };
  }
}
