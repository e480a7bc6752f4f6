package jp.yagura.simulators.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import jp.yagura.simulators.fleet.DeviceIdentity;
import org.jspecify.annotations.Nullable;

/// One command center for all benchmarks, because starting one takes seconds. It is started when it
/// is first needed, each benchmark has towers of its own, and one may kill it if it starts it
/// again.
public final class CommonCenter implements AutoCloseable {
  /// As often as the live benchmark's towers measure.
  private static final Duration CADENCE = Duration.ofSeconds(1);

  private final int mostTowers;
  private @Nullable Running running;
  private int towersGiven;

  /// A command center with TLS, for whoever works with it.
  public record Running(Center center, Certificate certificate, int tlsPort) {}

  /// @param mostTowers of all its users together
  public CommonCenter(int mostTowers) {
    this.mostTowers = mostTowers;
  }

  public Running in(Workbench bench) throws IOException, InterruptedException {
    if (running == null) {
      bench.say("starting the command center");
      var folder = bench.folder("common");
      var certificate = Certificate.make(folder);
      int port = Center.freePort();
      var tls = new Center.Tls(port, certificate.keyStore(), certificate.password());
      var center =
          Center.prepare(bench.home(), folder, mostTowers, CADENCE, Optional.of(tls)).start();
      running = new Running(center, certificate, port);
    }
    return running;
  }

  /// Towers that nobody else has had.
  public List<DeviceIdentity> towers(Running center, int number) {
    var mine = center.center().devices().subList(towersGiven, towersGiven + number);
    towersGiven += number;
    return mine;
  }

  @Override
  public void close() {
    if (running != null) {
      running.center().close();
    }
  }
}
