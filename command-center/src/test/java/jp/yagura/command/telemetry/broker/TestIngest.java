package jp.yagura.command.telemetry.broker;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import jp.yagura.shared.testing.Eventually;

/** Takes what comes, and acknowledges when the test says so. */
final class TestIngest implements Consumer<UplinkMessage> {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  final List<UplinkMessage> messages = new CopyOnWriteArrayList<>();
  private final boolean atOnce;

  private TestIngest(boolean atOnce) {
    this.atOnce = atOnce;
  }

  static TestIngest thatAcknowledges() {
    return new TestIngest(true);
  }

  static TestIngest thatStalls() {
    return new TestIngest(false);
  }

  @Override
  public void accept(UplinkMessage message) {
    messages.add(message);
    if (atOnce) {
      message.acknowledge();
    }
  }

  void acknowledgeAll() {
    messages.forEach(UplinkMessage::acknowledge);
  }

  void await(int count) {
    Eventually.until(count + " messages, of " + texts(), PATIENCE, () -> messages.size() >= count);
  }

  /** The kind and the text of each. */
  List<String> texts() {
    return messages.stream()
        .map(
            m ->
                m.topic().substring(m.topic().lastIndexOf('/') + 1)
                    + " "
                    + new String(m.payload(), StandardCharsets.UTF_8))
        .toList();
  }
}
