package jp.yagura.shared.testing;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Says on standard output which of several real things a test run uses, or why tests are skipped;
/// each once.
final class Announcement {
  private static final Set<String> SAID = ConcurrentHashMap.newKeySet();

  private Announcement() {}

  static void once(String line) {
    if (SAID.add(line)) {
      System.out.println("[yagura-test] " + line);
    }
  }
}
