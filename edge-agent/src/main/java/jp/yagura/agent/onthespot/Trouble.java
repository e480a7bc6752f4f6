package jp.yagura.agent.onthespot;

import java.util.Locale;

/// What is wrong with a line, in the few kinds that a technician can do something about. The page
/// has a sentence for each.
enum Trouble {
  REFUSED("connection refused"),
  NO_ROUTE("no route to host", "network is unreachable", "noroutetohost"),
  UNKNOWN_NAME("unknownhost", "unresolved"),
  LOGIN("not authorized", "bad user name", "(134)", "(135)", "(4)", "(5)"),
  CERTIFICATE("ssl", "certificate", "pkix"),
  NO_ANSWER("timed out", "timeout", "unanswered", "(32000)"),
  BROKEN("connection lost", "eofexception", "reset", "broken pipe", "socketexception", "(32109)"),
  OTHER;

  private final String[] signs;

  Trouble(String... signs) {
    this.signs = signs;
  }

  /// @param why as the MQTT client and the JDK say it
  static Trouble of(String why) {
    String lower = why.toLowerCase(Locale.ROOT);
    for (Trouble trouble : values()) {
      for (String sign : trouble.signs) {
        if (lower.contains(sign)) {
          return trouble;
        }
      }
    }
    return OTHER;
  }
}
