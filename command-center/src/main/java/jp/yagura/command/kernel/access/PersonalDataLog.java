package jp.yagura.command.kernel.access;

import static jp.yagura.command.tables.Tables.PERSONAL_DATA_LOG;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import jp.yagura.command.kernel.db.Database;
import jp.yagura.command.kernel.db.Transaction;
import jp.yagura.shared.id.Uuid7;

/**
 * Who read whose personal data, what for and which fields (個人情報の閲覧記録). A person may ask for the
 * record about themselves. A feature writes here <em>before</em> it shows anything: what cannot be
 * recorded is not shown.
 */
@Singleton
public class PersonalDataLog {

  private final Database database;
  private final Clock clock;
  private final Uuid7 ids;

  PersonalDataLog(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
    this.ids = new Uuid7(clock);
  }

  /**
   * @param account who reads
   * @param purpose a code of the feature's, e.g. {@code certificate-issue}
   * @param subject whose data, e.g. {@code household/4711}
   * @param fields names of what is shown
   */
  public record Reading(String account, String purpose, String subject, Set<String> fields) {
    public Reading {
      fields = Set.copyOf(fields);
      if (fields.isEmpty()) {
        throw new IllegalArgumentException("nothing was read of " + subject);
      }
    }
  }

  /** A reading, as it was written down. */
  public record Recorded(Instant at, Reading reading) {}

  /** Within the feature's own transaction. */
  public void record(Transaction transaction, Reading reading) {
    transaction
        .sql()
        .insertInto(PERSONAL_DATA_LOG)
        .set(PERSONAL_DATA_LOG.ID, ids.next().toString())
        .set(PERSONAL_DATA_LOG.READ_AT, clock.instant())
        .set(PERSONAL_DATA_LOG.ACCOUNT, reading.account())
        .set(PERSONAL_DATA_LOG.PURPOSE, reading.purpose())
        .set(PERSONAL_DATA_LOG.SUBJECT, reading.subject())
        .set(PERSONAL_DATA_LOG.FIELDS, String.join(",", new TreeSet<>(reading.fields())))
        .execute();
  }

  /** For a list that shows several people at once: all or none of it is recorded. */
  public void record(List<Reading> readings) {
    database.write(
        transaction -> {
          readings.forEach(reading -> record(transaction, reading));
          return readings.size();
        });
  }

  public void record(Reading reading) {
    record(List.of(reading));
  }

  /** Everything that was read about one subject, oldest first. */
  public List<Recorded> about(String subject) {
    return database.read(
        sql ->
            sql.selectFrom(PERSONAL_DATA_LOG)
                .where(PERSONAL_DATA_LOG.SUBJECT.eq(subject))
                .orderBy(PERSONAL_DATA_LOG.READ_AT, PERSONAL_DATA_LOG.ID)
                .fetch(
                    row ->
                        new Recorded(
                            row.get(PERSONAL_DATA_LOG.READ_AT),
                            new Reading(
                                row.get(PERSONAL_DATA_LOG.ACCOUNT),
                                row.get(PERSONAL_DATA_LOG.PURPOSE),
                                row.get(PERSONAL_DATA_LOG.SUBJECT),
                                Set.of(row.get(PERSONAL_DATA_LOG.FIELDS).split(",", -1))))));
  }
}
