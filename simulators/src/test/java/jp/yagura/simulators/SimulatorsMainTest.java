package jp.yagura.simulators;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Arrays;
import jp.yagura.simulators.link.Links;
import jp.yagura.simulators.plan.FleetPlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatorsMainTest {
  @TempDir private Path folder = Path.of("");
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void prepareWritesItsThreeFilesAndSaysWhenItBegins() {
    int code =
        run(
            "prepare",
            "--out",
            folder.toString(),
            "--broker",
            "tcp://127.0.0.1:1883",
            "--starts-at",
            "2026-11-21T00:00:00Z",
            "--sites",
            "20");

    assertThat(code).isZero();
    assertThat(folder.resolve("sites.yaml")).exists();
    assertThat(folder.resolve("agents/inabu.yaml")).exists();
    assertThat(folder.resolve("fleet.yaml")).content().contains("t-0013").doesNotContain("t-0014");
    assertThat(out.toString()).contains("it begins at 2026-11-21T00:00:00Z");
  }

  @Test
  void aWrongWordEndsWithOneSentence() {
    assertThat(run("prepare", "--out", folder.toString(), "--broker", "nowhere")).isEqualTo(2);
    assertThat(err.toString()).contains("'nowhere' is no broker; write tcp://HOST:PORT");
  }

  @Test
  void aMissingPlanEndsWithOneSentence() {
    assertThat(run("simulate", "--plan", folder.toString())).isEqualTo(2);
    assertThat(err.toString().lines()).hasSize(1).first().asString().contains("fleet.yaml");
  }

  @Test
  void aScenarioThatDoesNotExistEndsWithOneSentence() {
    var code =
        run(
            "prepare",
            "--out",
            folder.toString(),
            "--broker",
            "tcp://a:1",
            "--scenario",
            "no-such-flood");

    assertThat(code).isEqualTo(2);
    assertThat(err.toString().lines()).hasSize(1).first().asString().contains("no-such-flood");
  }

  @Test
  void linksArePreparedForTheRealAgentAloneAndOnlyWhenAskedFor() {
    String[] plain = {
      "prepare", "--out", folder.toString(), "--broker", "tcp://127.0.0.1:1883", "--links"
    };
    var asked = Arrays.copyOf(plain, plain.length + 1);
    asked[plain.length] = "lan=1891,satellite=1893";

    assertThat(run(asked)).isZero();
    assertThat(folder.resolve("agents/inabu.yaml"))
        .content()
        .contains("tcp://127.0.0.1:1891", "{name: lan, brokers: [lan]}", "tcp://127.0.0.1:1893")
        .contains("{name: satellite, brokers: [satellite]")
        .doesNotContain("tcp://127.0.0.1:1883");
    assertThat(FleetPlan.in(folder).links().orElseThrow().listeners())
        .containsExactly(new Links.Listener("lan", 1891), new Links.Listener("satellite", 1893));

    assertThat(run(Arrays.copyOf(plain, plain.length - 1))).isZero();
    assertThat(folder.resolve("agents/inabu.yaml")).content().contains("tcp://127.0.0.1:1883");
    assertThat(FleetPlan.in(folder).links()).isEmpty();
  }

  @Test
  void aLinkThatCannotBeEndsWithOneSentence() throws IOException {
    assertThat(run("link", "--listen", "pigeon=0", "--to", "tcp://127.0.0.1:1")).isEqualTo(2);
    assertThat(err.toString()).contains("there is no link profile 'pigeon'; there are");

    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      assertThat(run("link", "--listen", "lan=" + port, "--to", "tcp://127.0.0.1:1")).isEqualTo(2);
      assertThat(err.toString()).contains("port " + port + " is in use; choose another for lan");
    }
  }

  private int run(String... arguments) {
    return SimulatorsMain.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
  }
}
