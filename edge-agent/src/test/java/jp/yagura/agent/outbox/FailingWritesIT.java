package jp.yagura.agent.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import jp.yagura.shared.testing.FaultTools;
import jp.yagura.shared.testing.RunningProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each write and each force of a working outbox fails in turn: with an error of the disk, for want
/// of room, because it has become read-only; once, or from then on for a while.
class FailingWritesIT {
  private static final int MOST = 20;

  @Test
  void whicheverWriteFailsNothingIsAcknowledgedThatIsNotThereAndItGoesOn(@TempDir Path folder) {
    Path plan = folder.resolve("plan");
    var environment = new HashMap<>(JavaProgram.preloading(FaultTools.ioFault(), "/outbox.db"));
    environment.put("IOF_PLAN", plan.toString());
    List<String> arguments =
        List.of(folder.resolve("outbox.db").toString(), plan.toString(), Integer.toString(MOST));
    try (RunningProcess run = JavaProgram.start(OutboxUnderFaults.class, environment, arguments)) {
      String done = run.awaitLineWith("DONE", Duration.ofMinutes(3));
      assertThat(run.awaitEnd(Duration.ofSeconds(20))).isZero();
      assertThat(done).contains("faults=" + 3 * 2 * 2 * MOST).doesNotContain("refused=0 ");
      System.out.println("writes and forces that fail in turn: " + done);
    }
  }
}
