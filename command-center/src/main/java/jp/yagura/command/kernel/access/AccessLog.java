package jp.yagura.command.kernel.access;

import static jp.yagura.command.tables.Tables.ACCESS_LOG;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import jp.yagura.command.kernel.db.Database;
import jp.yagura.command.kernel.db.Transaction;
import jp.yagura.shared.id.Uuid7;
import org.jooq.impl.DSL;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who came in, who was refused, who changed whose rights: in the table and as one line in the log.
 */
@Singleton
class AccessLog {

  private static final Logger log = LoggerFactory.getLogger(AccessLog.class);

  private final Database database;
  private final Clock clock;
  private final Uuid7 ids;

  AccessLog(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
    this.ids = new Uuid7(clock);
  }

  enum Kind {
    LOGGED_IN,
    LOGIN_FAILED,
    LOCKED,
    LOGGED_OUT,
    SET_UP,
    ACCOUNT_CREATED,
    ACCOUNT_CHANGED,
    PASSWORD_CHANGED,
    PASSWORD_RESET;

    String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Whose account it is about, who did it, and from where. */
  record About(String account, String actor, String address) {

    static About oneself(AccountName name, Client client) {
      return new About(name.text(), name.text(), client.address());
    }
  }

  record Entry(UUID id, Instant at, String kind, About about, String detail) {}

  void record(Transaction transaction, Kind kind, About about, String detail) {
    transaction
        .sql()
        .insertInto(ACCESS_LOG)
        .set(ACCESS_LOG.ID, ids.next().toString())
        .set(ACCESS_LOG.LOGGED_AT, clock.instant())
        .set(ACCESS_LOG.KIND, kind.code())
        .set(ACCESS_LOG.ACCOUNT, about.account())
        .set(ACCESS_LOG.ACTOR, about.actor())
        .set(ACCESS_LOG.ADDRESS, about.address())
        .set(ACCESS_LOG.DETAIL, detail)
        .execute();
    transaction.afterCommit(
        () ->
            log.info(
                "access {}: account={} actor={} address={} {}",
                kind.code(),
                about.account(),
                about.actor(),
                about.address(),
                detail));
  }

  /** Newest first; {@code before} is the id of the last one already read. */
  List<Entry> newest(Optional<UUID> before, int limit) {
    return database.read(
        sql ->
            sql.selectFrom(ACCESS_LOG)
                .where(before.map(id -> ACCESS_LOG.ID.lt(id.toString())).orElse(DSL.noCondition()))
                .orderBy(ACCESS_LOG.ID.desc())
                .limit(limit)
                .fetch(
                    row ->
                        new Entry(
                            UUID.fromString(row.get(ACCESS_LOG.ID)),
                            row.get(ACCESS_LOG.LOGGED_AT),
                            row.get(ACCESS_LOG.KIND),
                            new About(
                                row.get(ACCESS_LOG.ACCOUNT),
                                row.get(ACCESS_LOG.ACTOR),
                                row.get(ACCESS_LOG.ADDRESS)),
                            row.get(ACCESS_LOG.DETAIL))));
  }
}
