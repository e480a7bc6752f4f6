package jp.yagura.command.device;

import io.micronaut.context.BeanProvider;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import jp.yagura.command.device.CommandRows.Row;
import jp.yagura.command.device.CommandRows.State;
import jp.yagura.command.kernel.db.Database;
import jp.yagura.command.kernel.db.StorageException;
import jp.yagura.command.kernel.db.Transaction;
import jp.yagura.command.site.Site;
import jp.yagura.command.site.Sites;
import jp.yagura.shared.id.Uuid7;
import jp.yagura.shared.wire.Bytes;
import jp.yagura.shared.wire.CareResult.CommandResult;
import jp.yagura.shared.wire.CommandAction;
import jp.yagura.shared.wire.DownMessage.Command;
import jp.yagura.shared.wire.Kind;
import jp.yagura.shared.wire.Topic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commands to boxes and what becomes of them. One that is not answered is sent again, now and then
 * and whenever the box comes back, until its time is over; the box does it once.
 */
@Singleton
final class CommandDesk {

  private static final Logger log = LoggerFactory.getLogger(CommandDesk.class);
  private static final Duration AGAIN_AFTER = Duration.ofSeconds(30);

  private final Database database;
  private final Sites sites;
  private final OrderSigner signer;
  private final BeanProvider<OrderRoad> road;
  private final DeviceJournal journal;
  private final DeviceNews news;
  private final Clock clock;
  private final Uuid7 ids;

  CommandDesk(
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
   * @param id made by whoever asks first: asked twice, it is done once
   */
  Row order(Site site, Optional<UUID> id, Wish wish, String by) {
    Row made =
        database.write(
            tx -> {
              Optional<Row> before = id.flatMap(known -> CommandRows.byId(tx.sql(), known));
              return before.orElseGet(() -> write(tx, site, id.orElseGet(ids::next), wish, by));
            });
    send(made);
    return made;
  }

  /** The answer to a renewal; goes out with the next look around, which is at once. */
  void handOver(Transaction tx, Site site, byte[] certificate) {
    Row made =
        write(tx, site, ids.next(), Wish.renewal(Pem.write("CERTIFICATE", certificate)), "system");
    tx.afterCommit(() -> Thread.ofVirtual().start(() -> send(made)));
  }

  private Row write(Transaction tx, Site site, UUID id, Wish wish, String by) {
    CommandKind kind = wish.kind();
    Instant now = clock.instant();
    Row row =
        new Row(
            id,
            site.id(),
            wish,
            by,
            now,
            now.plus(kind.life()),
            State.SENT,
            null,
            null,
            null,
            "",
            "",
            null,
            null);
    CommandRows.insert(tx.sql(), row);
    journal.write(
        tx,
        site,
        "command-sent",
        by,
        kind == CommandKind.RESTART,
        "装置への命令：" + kind.ja(),
        "Command to the box: " + kind.en(),
        Map.of("command", id.toString(), "kind", kind.code()));
    news.changed(tx, site);
    return row;
  }

  /** What a box says of a command. */
  void result(Transaction tx, Site site, CommandResult result, Instant at) {
    Optional<Row> known =
        CommandRows.byId(tx.sql(), result.command())
            .filter(row -> row.site().equals(site.id()))
            .filter(row -> row.state().isOpen());
    if (known.isEmpty()) {
      return; // said before, or too late, or of somebody else's
    }
    CommandRows.received(tx.sql(), result.command(), at);
    switch (result.fate()) {
      case RECEIVED -> {}
      case DONE -> {
        if (known.get().kind() != CommandKind.LOG) { // a log is done when it is here
          CommandRows.finished(
              tx.sql(), result.command(), State.DONE, at, result.ja(), result.en());
        }
      }
      case REFUSED -> {
        CommandRows.finished(
            tx.sql(), result.command(), State.REFUSED, at, result.ja(), result.en());
        CommandKind kind = known.get().kind();
        journal.write(
            tx,
            site,
            "command-refused",
            DeviceJournal.device(site),
            false,
            "装置が命令に従いませんでした（" + kind.ja() + "）：" + result.ja(),
            "The box did not obey (" + kind.en() + "): " + result.en(),
            Map.of("command", result.command().toString()));
      }
    }
    news.changed(tx, site);
  }

  /** The box is there: what waits for it goes at once. */
  void isThere(Site site) {
    open().stream().filter(row -> row.site().equals(site.id())).forEach(this::send);
  }

  @Scheduled(fixedDelay = "5s", initialDelay = "5s")
  void look() {
    try {
      Instant now = clock.instant();
      for (Row row : open()) {
        if (!now.isBefore(row.expiresAt())) {
          expire(row, now);
        } else if (row.sentAt() == null || !row.sentAt().plus(AGAIN_AFTER).isAfter(now)) {
          send(row);
        }
      }
    } catch (StorageException e) {
      log.warn("commands wait until the database is back: {}", e.getMessage());
    }
  }

  private List<Row> open() {
    return database.read(CommandRows::open);
  }

  private void expire(Row row, Instant now) {
    database.write(
        tx -> {
          CommandRows.finished(
              tx.sql(),
              row.id(),
              State.EXPIRED,
              now,
              "期限までに返事がありませんでした。",
              "There was no answer in time.");
          sites.all().stream()
              .filter(site -> site.id().equals(row.site()))
              .forEach(site -> news.changed(tx, site));
          return true;
        });
  }

  private void send(Row row) {
    for (Site site : sites.all()) {
      if (site.id().equals(row.site())) {
        var order = new Command(row.id(), row.madeAt(), row.expiresAt(), action(row));
        road.ifPresent(
            way ->
                way.send(
                    Topic.of(site.address(), Kind.COMMAND), signer.payload(site.address(), order)));
        Instant now = clock.instant();
        database.write(
            tx -> {
              CommandRows.sent(tx.sql(), row.id(), now);
              return true;
            });
      }
    }
  }

  private static CommandAction action(Row row) {
    return switch (row.kind()) {
      case STATUS -> new CommandAction.SendStatusNow();
      case IDENTIFY -> new CommandAction.Identify();
      case RESTART -> new CommandAction.Restart();
      case LOG -> new CommandAction.FetchLog();
      case READINGS ->
          new CommandAction.ResendSpan(
              Optional.ofNullable(row.wish().from()).orElseThrow(),
              Optional.ofNullable(row.wish().to()).orElseThrow());
      case CERTIFICATE ->
          new CommandAction.TakeCertificate(
              Bytes.copyOf(Pem.read(Optional.ofNullable(row.wish().certificate()).orElseThrow())));
    };
  }
}
