package jp.yagura.command.telemetry;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.inject.Singleton;
import java.util.List;
import jp.yagura.command.telemetry.broker.UplinkSource;
import jp.yagura.command.telemetry.ingest.Ingest;

/** Begins to take in what the towers say once everything that judges and shows it stands. */
@Singleton
final class TelemetryStart implements ApplicationEventListener<ServerStartupEvent> {

  private final Ingest ingest;
  private final List<UplinkSource> sources;

  TelemetryStart(Ingest ingest, List<UplinkSource> sources) {
    this.ingest = ingest;
    this.sources = sources;
  }

  @Override
  public void onApplicationEvent(ServerStartupEvent event) {
    ingest.start(sources);
  }
}
