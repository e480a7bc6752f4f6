package jp.yagura.command.kernel.health;

/**
 * Something besides HTTP that devices or people can reach; told of in the line that says "ready".
 */
public interface Listening {

  /** As a URL, like {@code mqtt://127.0.0.1:1883}. */
  String address();
}
