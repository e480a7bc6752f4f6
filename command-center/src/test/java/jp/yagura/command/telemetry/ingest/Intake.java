package jp.yagura.command.telemetry.ingest;

import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jp.yagura.command.device.DeviceDesk;
import jp.yagura.command.kernel.db.Database;
import jp.yagura.command.kernel.live.LiveItem;
import jp.yagura.command.kernel.live.LiveTopic;
import jp.yagura.command.site.Sites;
import jp.yagura.command.telemetry.ingest.StoreGroup.Stored;
import jp.yagura.command.telemetry.watch.Watch;
import jp.yagura.command.testing.MutableClock;
import jp.yagura.command.testing.TestCenter;
import jp.yagura.command.testing.TestFolders;
import jp.yagura.command.testing.TestPostgres;
import jp.yagura.command.testing.TestSites;
import jp.yagura.shared.id.SensorId;
import jp.yagura.shared.id.SiteAddress;
import jp.yagura.shared.wire.Reading;
import jp.yagura.shared.wire.Topic;
import jp.yagura.shared.wire.UpMessage;
import jp.yagura.shared.wire.Wire;

/** A command center with two towers, fed message by message as if a broker had delivered them. */
final class Intake implements AutoCloseable {

  static final SiteAddress INABU = SiteAddress.of("nankoku", "inabu");
  static final SensorId WATER = new SensorId("wl");

  private final Path folder;
  private final TestCenter center;

  private Intake(Path folder, TestCenter center) {
    this.folder = folder;
    this.center = center;
  }

  static Intake on(Database.Dialect dialect) {
    return switch (dialect) {
      case SQLITE -> start(Map.of());
      case POSTGRESQL -> on(TestPostgres.shared().freshDatabase());
    };
  }

  /** One of several on the same database. */
  static Intake on(TestPostgres.Fresh database) {
    return start(TestCenter.on(database));
  }

  private static Intake start(Map<String, Object> databaseSettings) {
    try {
      Path folder = Files.createTempDirectory("yagura-intake-");
      Map<String, Object> settings = new HashMap<>(databaseSettings);
      settings.put("yagura.sites.import-file", TestSites.writeInto(folder).toString());
      return new Intake(folder, TestCenter.start(settings));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  MutableClock clock() {
    return center.clock();
  }

  TestCenter center() {
    return center;
  }

  /** From inabu, received now, all in one group. */
  Stored receive(UpMessage... messages) {
    return receiveAll(Arrays.asList(messages));
  }

  Stored receiveAll(List<? extends UpMessage> messages) {
    return store(arrivals(messages));
  }

  List<Arrival> arrivals(List<? extends UpMessage> messages) {
    return messages.stream()
        .map(message -> read(Topic.of(INABU, message.topicKind()).toString(), Wire.encode(message)))
        .toList();
  }

  Arrival read(String topic, byte[] payload) {
    return center.bean(MessageReader.class).read(topic, payload, false, clock().instant());
  }

  Stored store(List<Arrival> arrivals) {
    return center.database().write(group(arrivals));
  }

  StoreGroup group(List<Arrival> arrivals) {
    return new StoreGroup(
        arrivals,
        center.bean(Sites.class),
        center.bean(Watch.class),
        center.bean(PictureIntake.class),
        new QuarantineTable(clock()),
        center.bean(DeviceDesk.class)::take);
  }

  /** A water level of inabu. */
  static Reading level(Instant at, long millimetres) {
    return Reading.normal(WATER, at, millimetres);
  }

  /** How fresh inabu is, as pages are told. */
  String freshness() {
    for (LiveTopic topic : center.beans(LiveTopic.class)) {
      for (LiveItem item :
          topic.name().equals("stations") ? topic.snapshot() : List.<LiveItem>of()) {
        if (item.id().equals(INABU.site().value())) {
          return json(item).get("freshness").getStringValue();
        }
      }
    }
    throw new AssertionError("no station " + INABU);
  }

  private JsonNode json(LiveItem item) {
    try {
      return center.bean(JsonMapper.class).writeValueToTree(item);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As text, because SQLite's driver takes the type of an expression from its first value. */
  long number(String query) {
    String text =
        center
            .database()
            .read(
                sql ->
                    sql.fetchSingle("select cast((" + query + ") as text)").get(0, String.class));
    return Long.parseLong(text);
  }

  /** What stands in the journal of the exercise, oldest first. */
  List<String> journal() {
    return center
        .database()
        .read(
            sql ->
                sql.fetch(
                        "select ja from journal_entry where kind like 'telemetry.%' order by number")
                    .getValues(0, String.class));
  }

  @Override
  public void close() {
    center.close();
    try {
      TestFolders.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
