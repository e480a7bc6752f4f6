package jp.yagura.agent.uplink;

import java.io.IOException;
import javax.net.ssl.SSLSocketFactory;

/// Whom a connection by TLS trusts, and by what it shows who it is. One lives as long as its
/// broker's entry: its context remembers TLS sessions, which makes the next handshake shorter by a
/// third.
interface Trust {

  /// @param checksName whether the broker's certificate must be for the name it is reached by
  record Given(SSLSocketFactory sockets, boolean checksName) {}

  /// For the next connection.
  Given now() throws IOException;

  /// A connection was made.
  default void worked() {}

  /// None could be made.
  default void failed() {}
}
