package jp.yagura.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import jp.yagura.shared.testing.Eventually;
import jp.yagura.shared.testing.RealBroker;
import jp.yagura.shared.wire.CareResult.CommandResult;
import jp.yagura.shared.wire.CareResult.Fate;
import jp.yagura.shared.wire.CommandAction.TakePicture;
import jp.yagura.shared.wire.DownMessage.Command;
import jp.yagura.shared.wire.DownMessage.SnapshotHave;
import jp.yagura.shared.wire.PictureSize;
import jp.yagura.shared.wire.UpMessage.Report;
import jp.yagura.shared.wire.UpMessage.SnapshotChunk;
import jp.yagura.shared.wire.UpMessage.SnapshotOffer;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A box with a camera, seen by headquarters and by whoever stands beside it.
class CameraIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  private RealBroker broker;
  private StandInCenter center;
  private Agent agent;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    broker =
        RealBroker.with()
            .user(SiteText.USER, SiteText.PASSWORD)
            .user("center", SiteText.PASSWORD)
            .acl(SiteText.ACL)
            .start();
    center = new StandInCenter(broker.uri());
    SiteText site =
        SiteText.in(folder)
            .broker(broker.uri())
            .also(
                """
                local: {listen: "127.0.0.1:0", pin: "135790"}
                cameras:
                  - id: river
                    driver: {type: simulated, level: wl, rain: rn}
                    every: 1h
                    thumbnailEvery: 1h
                    width: 640
                    height: 360
                """);
    agent = Agent.start(site.config(), InstantSource.system());
  }

  @AfterEach
  void stop() throws Exception {
    agent.close();
    center.close();
    broker.close();
  }

  @Test
  void aSmallPictureComesWholeAndALargeOneInPieces() throws Exception {
    Eventually.until(SOON, () -> offers(PictureSize.FULL).size() == 1);
    assertThat(offers(PictureSize.THUMBNAIL).getFirst().inline()).isPresent();
    SnapshotOffer full = offers(PictureSize.FULL).getFirst();
    center.say(new SnapshotHave(full.epoch(), full.seq(), full.size() / 2));
    Eventually.until(SOON, () -> bytesOfPieces() >= full.size() - full.size() / 2);
    assertThat(center.heard(SnapshotChunk.class).getFirst().offset()).isEqualTo(full.size() / 2);
  }

  @Test
  void whoAsksForAPictureIsAnsweredAndWhoAsksTooOftenIsToldSo() throws Exception {
    Eventually.until(SOON, () -> !offers(PictureSize.THUMBNAIL).isEmpty());
    for (int i = 0; i < 5; i++) {
      wish();
    }
    Eventually.until(SOON, () -> results().size() == 5);
    assertThat(results())
        .extracting(CommandResult::fate)
        .containsExactly(Fate.DONE, Fate.DONE, Fate.DONE, Fate.REFUSED, Fate.REFUSED);
    assertThat(results().getLast().en()).contains("Too many");
    Eventually.until(SOON, () -> offers(PictureSize.THUMBNAIL).size() >= 2);
  }

  @Test
  void whoeverStandsThereSeesWhatTheCameraSawLast() throws Exception {
    Eventually.until(SOON, () -> agent.pageAddress().isPresent());
    int port = agent.pageAddress().orElseThrow().getPort();
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/picture"));
    try (HttpClient http = HttpClient.newHttpClient()) {
      Eventually.until(
          SOON, () -> http.send(request.build(), BodyHandlers.discarding()).statusCode() == 200);
      byte[] jpeg = http.send(request.build(), BodyHandlers.ofByteArray()).body();
      assertThat(jpeg).startsWith(0xFF, 0xD8);
    }
  }

  private void wish() throws MqttException {
    Instant now = Instant.now();
    var wish = new TakePicture(PictureSize.FULL, Optional.empty());
    center.say(new Command(UUID.randomUUID(), now, now.plusSeconds(60), wish));
  }

  private List<SnapshotOffer> offers(PictureSize size) {
    return center.heard(SnapshotOffer.class).stream()
        .filter(offer -> offer.sizeClass() == size)
        .toList();
  }

  private long bytesOfPieces() {
    return center.heard(SnapshotChunk.class).stream().mapToLong(one -> one.bytes().size()).sum();
  }

  private List<CommandResult> results() {
    return center.heard(Report.class).stream()
        .flatMap(report -> report.result().stream())
        .filter(CommandResult.class::isInstance)
        .map(CommandResult.class::cast)
        .toList();
  }
}
