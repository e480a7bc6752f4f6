package jp.yagura.command.telemetry.watch;

import static jp.yagura.command.tables.Tables.SILENCE;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;

/** The towers whose silence has been noted: the same for all command centers and all restarts. */
final class SilenceTable {

  private SilenceTable() {}

  static Set<String> all(DSLContext sql) {
    return sql.select(SILENCE.SITE_ID).from(SILENCE).fetchSet(SILENCE.SITE_ID);
  }

  /** False if it has been noted already. */
  static boolean begin(DSLContext sql, String site, Instant since) {
    return sql.insertInto(SILENCE)
            .set(SILENCE.SITE_ID, site)
            .set(SILENCE.SINCE_AT, since)
            .onConflictDoNothing()
            .execute()
        == 1;
  }

  /** Since when it was silent; empty if somebody else has noted its end. */
  static Optional<Instant> end(DSLContext sql, String site) {
    Optional<Instant> since =
        sql.select(SILENCE.SINCE_AT)
            .from(SILENCE)
            .where(SILENCE.SITE_ID.eq(site))
            .fetchOptional(SILENCE.SINCE_AT);
    int ended = sql.deleteFrom(SILENCE).where(SILENCE.SITE_ID.eq(site)).execute();
    return ended == 1 ? since : Optional.empty();
  }
}
