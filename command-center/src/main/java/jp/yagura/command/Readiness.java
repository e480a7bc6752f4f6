package jp.yagura.command;

import io.micronaut.runtime.server.EmbeddedServer;
import jakarta.inject.Singleton;
import java.util.List;
import jp.yagura.command.kernel.health.Listening;

/** Says, once everything listens, that people and devices may come. */
@Singleton
final class Readiness {

  private final EmbeddedServer http;
  private final List<Listening> others;

  Readiness(EmbeddedServer http, List<Listening> others) {
    this.http = http;
    this.others = others;
  }

  /** The launcher and the tests wait for this line. */
  @SuppressWarnings("SystemOut") // it is the program's output, not a log
  void announce() {
    var line = new StringBuilder("YAGURA READY http://127.0.0.1:").append(http.getPort());
    others.forEach(other -> line.append(' ').append(other.address()));
    System.out.println(line);
  }
}
