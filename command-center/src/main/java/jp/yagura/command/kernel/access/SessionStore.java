package jp.yagura.command.kernel.access;

import static jp.yagura.command.tables.Tables.LOGIN_SESSION;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;

/** The SQL of sessions. */
final class SessionStore {

  private SessionStore() {}

  /** Someone just logged in. */
  record Opening(SessionToken token, String id, UUID account, Client client) {}

  static void insert(DSLContext sql, Opening opening, Instant now, Instant endsAt) {
    sql.insertInto(LOGIN_SESSION)
        .set(LOGIN_SESSION.TOKEN_HASH, opening.token().hash())
        .set(LOGIN_SESSION.ID, opening.id())
        .set(LOGIN_SESSION.ACCOUNT_ID, opening.account().toString())
        .set(LOGIN_SESSION.OPENED_AT, now)
        .set(LOGIN_SESSION.SEEN_AT, now)
        .set(LOGIN_SESSION.ENDS_AT, endsAt)
        .set(LOGIN_SESSION.ADDRESS, opening.client().address())
        .set(LOGIN_SESSION.AGENT, opening.client().agent())
        .execute();
  }

  static Optional<Session> find(DSLContext sql, String tokenHash) {
    return sql.selectFrom(LOGIN_SESSION)
        .where(LOGIN_SESSION.TOKEN_HASH.eq(tokenHash))
        .fetchOptional()
        .flatMap(
            row ->
                AccountStore.byId(sql, UUID.fromString(row.get(LOGIN_SESSION.ACCOUNT_ID)))
                    .map(
                        account ->
                            new Session(
                                row.get(LOGIN_SESSION.ID),
                                account,
                                row.get(LOGIN_SESSION.SEEN_AT),
                                row.get(LOGIN_SESSION.ENDS_AT))));
  }

  static void touch(DSLContext sql, String id, Instant now) {
    sql.update(LOGIN_SESSION)
        .set(LOGIN_SESSION.SEEN_AT, now)
        .where(LOGIN_SESSION.ID.eq(id))
        .execute();
  }

  static List<String> ofAccount(DSLContext sql, UUID account) {
    return sql.select(LOGIN_SESSION.ID)
        .from(LOGIN_SESSION)
        .where(LOGIN_SESSION.ACCOUNT_ID.eq(account.toString()))
        .fetch(LOGIN_SESSION.ID);
  }

  static Set<String> stillThere(DSLContext sql, Collection<String> ids) {
    return sql.select(LOGIN_SESSION.ID)
        .from(LOGIN_SESSION)
        .where(LOGIN_SESSION.ID.in(ids))
        .fetchSet(LOGIN_SESSION.ID);
  }

  static void delete(DSLContext sql, Collection<String> ids) {
    sql.deleteFrom(LOGIN_SESSION).where(LOGIN_SESSION.ID.in(ids)).execute();
  }

  static List<String> over(DSLContext sql, Instant now, Instant unusedSince) {
    Condition over = LOGIN_SESSION.ENDS_AT.le(now).or(LOGIN_SESSION.SEEN_AT.le(unusedSince));
    return sql.select(LOGIN_SESSION.ID).from(LOGIN_SESSION).where(over).fetch(LOGIN_SESSION.ID);
  }
}
