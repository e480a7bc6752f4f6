package jp.yagura.command.telemetry.broker;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hivemq.extension.sdk.api.client.parameter.ServerInformation;
import com.hivemq.extension.sdk.api.parameter.ExtensionInformation;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartOutput;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class BrokerExtensionTest {

  private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor();
  private final BrokerExtension extension = extension(Clock.systemUTC());

  @AfterEach
  void stop() {
    later.shutdownNow();
  }

  @Test
  void aBrokerThatLeavesOurRulesOutIsNotWaitedForForEver() {
    assertThatThrownBy(() -> extension.handles(Duration.ofMillis(50)))
        .hasMessageContaining("runs without our rules");
  }

  @Test
  void whyOurRulesCouldNotBePutInIsToldAtOnce() {
    assertThatThrownBy(() -> extension.extensionStart(new FromABrokenBroker(), new Unheard()))
        .hasMessage("no information");
    assertThatThrownBy(() -> extension.handles(Duration.ofMinutes(1)))
        .hasMessageContaining("runs without our rules")
        .hasMessageContaining("no information");
  }

  private BrokerExtension extension(Clock clock) {
    var meters = new BrokerMeters("test", new SimpleMeterRegistry(), clock);
    return new BrokerExtension(
        new Doorkeeper(
            (_, _) -> Optional.empty(), Optional.empty(), new FailedAttempts(clock), meters),
        new UplinkWindow(1, 1_024, clock, later),
        TestBroker.USUAL_LIMITS,
        clock,
        later,
        meters);
  }

  private static final class FromABrokenBroker implements ExtensionStartInput {
    @Override
    public ServerInformation getServerInformation() {
      throw new IllegalStateException("no information");
    }

    @Override
    public ExtensionInformation getExtensionInformation() {
      throw new IllegalStateException("no information");
    }

    @Override
    public Optional<String> getPreviousVersion() {
      return Optional.empty();
    }

    @Override
    public Map<String, ExtensionInformation> getEnabledExtensions() {
      return Map.of();
    }
  }

  private static final class Unheard implements ExtensionStartOutput {
    @Override
    public void preventExtensionStartup(String reason) {}
  }
}
