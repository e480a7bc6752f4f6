package jp.yagura.simulators;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
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

  private int run(String... arguments) {
    return SimulatorsMain.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
  }
}
