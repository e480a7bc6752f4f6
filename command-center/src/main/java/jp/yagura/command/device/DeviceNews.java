package jp.yagura.command.device;

import static jp.yagura.command.tables.Tables.DEVICE;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import jp.yagura.command.device.Certificates.Given;
import jp.yagura.command.device.CommandRows.Row;
import jp.yagura.command.kernel.db.Database;
import jp.yagura.command.kernel.db.Transaction;
import jp.yagura.command.kernel.live.Live;
import jp.yagura.command.kernel.live.LiveItem;
import jp.yagura.command.kernel.live.LiveTopic;
import jp.yagura.command.site.Site;
import jp.yagura.command.site.Sites;
import org.jooq.DSLContext;
import org.jooq.Record;

/** Tells the pages how the boxes are. */
@Singleton
final class DeviceNews implements LiveTopic {

  private static final String NAME = "devices";
  private static final int LOOKED_AT = 20;

  private final Database database;
  private final Sites sites;
  private final Live live;
  private final Clock clock;

  DeviceNews(Database database, Sites sites, Live live, Clock clock) {
    this.database = database;
    this.sites = sites;
    this.live = live;
    this.clock = clock;
  }

  void changed(Transaction tx, Site site) {
    live.publish(tx, NAME, List.of(item(tx.sql(), site)));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String permission() {
    return DevicePermissions.READ;
  }

  @Override
  public List<? extends LiveItem> snapshot() {
    return database.read(sql -> sites.all().stream().map(site -> item(sql, site)).toList());
  }

  DeviceItem item(DSLContext sql, Site site) {
    Instant now = clock.instant();
    Optional<Given> given = Certificates.newest(sql, site.id());
    Optional<Record> told =
        sql.selectFrom(DEVICE)
            .where(DEVICE.SITE_ID.eq(site.id()))
            .fetchOptional()
            .map(Record.class::cast);
    Optional<SettingsRows.Row> settings = SettingsRows.newest(sql, site.id());
    List<Row> commands = CommandRows.newest(sql, site.id(), LOOKED_AT);
    return new DeviceItem(
        site.id(),
        given.map(one -> identity(one, now)).orElse("PASSWORD"),
        given.map(Given::endsAt).orElse(null),
        EnrolmentCodes.openUntil(sql, site.id(), now).orElse(null),
        told.map(row -> row.get(DEVICE.SOFTWARE)).orElse(null),
        told.map(row -> row.get(DEVICE.BORN_AT)).orElse(null),
        told.map(row -> row.get(DEVICE.CONFIG_VERSION)).orElse(0L),
        settings.map(SettingsRows.Row::version).orElse(0L),
        settings.map(row -> row.state().name()).orElse(null),
        (int) commands.stream().filter(row -> row.state().isOpen()).count(),
        told.map(row -> row.get(DEVICE.REFUSED)).orElse(""),
        now);
  }

  private static String identity(Given given, Instant now) {
    if (given.revokedAt() != null) {
      return "REVOKED";
    }
    return given.isGood(now) ? "CERTIFICATE" : "EXPIRED";
  }
}
