package jp.yagura.command.device;

import io.micronaut.context.BeanProvider;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jp.yagura.command.device.SettingsRows.Row;
import jp.yagura.command.device.SettingsRows.State;
import jp.yagura.command.kernel.db.Database;
import jp.yagura.command.kernel.db.StorageException;
import jp.yagura.command.kernel.db.Transaction;
import jp.yagura.command.kernel.web.Problem;
import jp.yagura.command.site.Site;
import jp.yagura.command.site.Sites;
import jp.yagura.shared.care.Settings;
import jp.yagura.shared.id.Uuid7;
import jp.yagura.shared.wire.CareResult.ConfigResult;
import jp.yagura.shared.wire.DownMessage.Configure;
import jp.yagura.shared.wire.Kind;
import jp.yagura.shared.wire.Topic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remote settings, version by version. The newest is sent until the box has answered, and again to
 * a box that comes back without it.
 */
@Singleton
final class SettingsDesk {

  private static final Logger log = LoggerFactory.getLogger(SettingsDesk.class);
  private static final Duration AGAIN_AFTER = Duration.ofMinutes(1);

  /** Each sending is an order of its own; this is for how long one is meant. */
  private static final Duration ORDER_LIFE = Duration.ofHours(1);

  private final Database database;
  private final Sites sites;
  private final OrderSigner signer;
  private final BeanProvider<OrderRoad> road;
  private final DeviceJournal journal;
  private final DeviceNews news;
  private final Clock clock;
  private final Uuid7 ids;

  SettingsDesk(
      Database database,
      Sites sites,
      OrderSigner signer,
      BeanProvider<OrderRoad> road,
      DeviceJournal journal,
      DeviceNews news,
      Clock clock) {
    this.database = database;
    this.sites = sites;
    this.signer = signer;
    this.road = road;
    this.journal = journal;
    this.news = news;
    this.clock = clock;
    this.ids = new Uuid7(clock);
  }

  /**
   * @param basedOn the version that whoever writes has seen
   */
  Row write(Site site, long basedOn, Settings settings, String why, String by) {
    Row made =
        database.write(
            tx -> {
              sites.hold(tx, Set.of(site.address().site()));
              Optional<Row> newest = SettingsRows.newest(tx.sql(), site.id());
              long present = newest.map(Row::version).orElse(0L);
              if (present != basedOn) {
                throw conflict(newest.orElseThrow());
              }
              Row row =
                  new Row(
                      site.id(),
                      present + 1,
                      settings.canonical(),
                      why,
                      by,
                      clock.instant(),
                      State.SENT,
                      null,
                      null,
                      "",
                      "");
              SettingsRows.insert(tx.sql(), row);
              journal.write(
                  tx,
                  site,
                  "settings-made",
                  by,
                  false,
                  "装置の設定 第" + row.version() + "版を送りました（" + why + "）。",
                  "Settings, version " + row.version() + ", were sent to the box (" + why + ").",
                  Map.of("version", row.version(), "content", row.content()));
              news.changed(tx, site);
              return row;
            });
    send(site, made);
    return made;
  }

  private static Problem conflict(Row newest) {
    return Problem.conflict(
        "settings-changed",
        newest.madeBy()
            + " さんが先に第"
            + newest.version()
            + "版を作りました（"
            + newest.why()
            + "）。内容を見比べてから、もう一度保存してください。",
        newest.madeBy()
            + " has made version "
            + newest.version()
            + " meanwhile ("
            + newest.why()
            + "). Compare the two and save again.");
  }

  void result(Transaction tx, Site site, ConfigResult result, Instant at) {
    State state =
        switch (result.outcome()) {
          case APPLIED -> State.APPLIED;
          case REFUSED -> State.REFUSED;
          case TAKEN_BACK -> State.TAKEN_BACK;
        };
    Optional<Row> row =
        SettingsRows.newest(tx.sql(), site.id(), 20).stream()
            .filter(one -> one.version() == result.version())
            .filter(one -> one.state() != state)
            .findFirst();
    if (row.isEmpty()) {
      return; // said before
    }
    SettingsRows.answered(
        tx.sql(), site.id(), result.version(), state, at, result.ja(), result.en());
    journal.write(
        tx,
        site,
        "settings-" + state.name().toLowerCase(Locale.ROOT).replace('_', '-'),
        DeviceJournal.device(site),
        state == State.TAKEN_BACK,
        switch (state) {
          case APPLIED -> "装置が設定 第" + result.version() + "版を適用しました。";
          case TAKEN_BACK -> "装置が設定 第" + result.version() + "版を取り消しました：" + result.ja();
          default -> "装置が設定 第" + result.version() + "版を受け付けませんでした：" + result.ja();
        },
        switch (state) {
          case APPLIED -> "The box has applied settings version " + result.version() + ".";
          case TAKEN_BACK ->
              "The box has taken back settings version " + result.version() + ": " + result.en();
          default ->
              "The box has refused settings version " + result.version() + ": " + result.en();
        },
        Map.of("version", result.version(), "inForce", result.inForce()));
    news.changed(tx, site);
  }

  /** The box is there, and works by this version. */
  void isThere(Site site, long inForce) {
    Optional<Row> newest = database.read(sql -> SettingsRows.newest(sql, site.id()));
    newest
        .filter(
            row ->
                row.state() == State.SENT
                    || row.state() == State.APPLIED && inForce < row.version())
        .ifPresent(row -> send(site, row));
  }

  @Scheduled(fixedDelay = "15s", initialDelay = "15s")
  void look() {
    try {
      Instant now = clock.instant();
      for (Row row : database.read(SettingsRows::waiting)) {
        if (row.sentAt() == null || !row.sentAt().plus(AGAIN_AFTER).isAfter(now)) {
          sites.all().stream()
              .filter(site -> site.id().equals(row.site()))
              .forEach(site -> send(site, row));
        }
      }
    } catch (StorageException e) {
      log.warn("settings wait until the database is back: {}", e.getMessage());
    }
  }

  private void send(Site site, Row row) {
    Instant now = clock.instant();
    var order = new Configure(ids.next(), now, now.plus(ORDER_LIFE), row.version(), row.content());
    road.ifPresent(
        way ->
            way.send(Topic.of(site.address(), Kind.CONFIG), signer.payload(site.address(), order)));
    database.write(
        tx -> {
          SettingsRows.sent(tx.sql(), row, now);
          return true;
        });
  }
}
