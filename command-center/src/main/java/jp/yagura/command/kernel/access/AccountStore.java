package jp.yagura.command.kernel.access;

import static jp.yagura.command.tables.Tables.ACCOUNT;
import static jp.yagura.command.tables.Tables.ACCOUNT_FOUNDING;
import static jp.yagura.command.tables.Tables.ACCOUNT_ROLE;
import static jp.yagura.command.tables.Tables.ACCOUNT_SCOPE;

import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** The SQL of accounts. */
final class AccountStore {

  private static final int FOUNDING = 1;

  private AccountStore() {}

  static Optional<Account> byName(DSLContext sql, AccountName name) {
    return sql.selectFrom(ACCOUNT)
        .where(ACCOUNT.NAME.eq(name.text()))
        .fetchOptional()
        .map(row -> read(sql, row));
  }

  static Optional<Account> byId(DSLContext sql, UUID id) {
    return sql.selectFrom(ACCOUNT)
        .where(ACCOUNT.ID.eq(id.toString()))
        .fetchOptional()
        .map(row -> read(sql, row));
  }

  static List<Account> all(DSLContext sql) {
    return sql.selectFrom(ACCOUNT).orderBy(ACCOUNT.NAME).fetch().stream()
        .map(row -> read(sql, row))
        .toList();
  }

  static Optional<String> passwordHash(DSLContext sql, UUID id) {
    return sql.select(ACCOUNT.PASSWORD_HASH)
        .from(ACCOUNT)
        .where(ACCOUNT.ID.eq(id.toString()))
        .fetchOptional(ACCOUNT.PASSWORD_HASH);
  }

  /** False if the name is taken. */
  static boolean insert(DSLContext sql, Account account, @Nullable String passwordHash) {
    int inserted =
        sql.insertInto(ACCOUNT)
            .set(ACCOUNT.ID, account.id().toString())
            .set(ACCOUNT.NAME, account.name().text())
            .set(ACCOUNT.DISPLAY_NAME, account.displayName())
            .set(ACCOUNT.PASSWORD_HASH, passwordHash)
            .set(ACCOUNT.LOCALE, account.locale())
            .set(ACCOUNT.DISABLED, account.disabled() ? 1 : 0)
            .set(ACCOUNT.CREATED_AT, account.createdAt())
            .set(ACCOUNT.CHANGED_AT, account.createdAt())
            .onConflict(ACCOUNT.NAME)
            .doNothing()
            .execute();
    if (inserted == 1) {
      writeRoles(sql, account);
    }
    return inserted == 1;
  }

  static void update(DSLContext sql, Account account, Instant now) {
    sql.update(ACCOUNT)
        .set(ACCOUNT.DISPLAY_NAME, account.displayName())
        .set(ACCOUNT.LOCALE, account.locale())
        .set(ACCOUNT.DISABLED, account.disabled() ? 1 : 0)
        .set(ACCOUNT.CHANGED_AT, now)
        .where(ACCOUNT.ID.eq(account.id().toString()))
        .execute();
    sql.deleteFrom(ACCOUNT_ROLE)
        .where(ACCOUNT_ROLE.ACCOUNT_ID.eq(account.id().toString()))
        .execute();
    sql.deleteFrom(ACCOUNT_SCOPE)
        .where(ACCOUNT_SCOPE.ACCOUNT_ID.eq(account.id().toString()))
        .execute();
    writeRoles(sql, account);
  }

  static void setPasswordHash(DSLContext sql, UUID id, String hash, Instant now) {
    sql.update(ACCOUNT)
        .set(ACCOUNT.PASSWORD_HASH, hash)
        .set(ACCOUNT.CHANGED_AT, now)
        .where(ACCOUNT.ID.eq(id.toString()))
        .execute();
  }

  /**
   * False, and nothing is written, if the hash is not {@code checked} any more or the account has
   * been disabled. Else the account is held until the commit: a reset comes before or after.
   */
  static boolean replacePasswordHash(
      DSLContext sql, UUID id, String checked, String hash, Instant now) {
    return sql.update(ACCOUNT)
            .set(ACCOUNT.PASSWORD_HASH, hash)
            .set(
                ACCOUNT.CHANGED_AT,
                hash.equals(checked) ? ACCOUNT.CHANGED_AT : DSL.val(now, ACCOUNT.CHANGED_AT))
            .where(ACCOUNT.ID.eq(id.toString()))
            .and(ACCOUNT.PASSWORD_HASH.eq(checked))
            .and(ACCOUNT.DISABLED.eq(0))
            .execute()
        == 1;
  }

  /** True for the one caller, on whatever node, who was first. */
  static boolean found(DSLContext sql, Instant now) {
    return sql.insertInto(ACCOUNT_FOUNDING)
            .set(ACCOUNT_FOUNDING.ID, FOUNDING)
            .set(ACCOUNT_FOUNDING.FOUNDED_AT, now)
            .onConflictDoNothing()
            .execute()
        == 1;
  }

  static boolean isFounded(DSLContext sql) {
    return sql.fetchExists(ACCOUNT_FOUNDING);
  }

  /** Holds, until the commit, everybody else off from changing who is an administrator. */
  static void lockAdministration(DSLContext sql) {
    sql.update(ACCOUNT_FOUNDING).set(ACCOUNT_FOUNDING.ID, FOUNDING).execute();
  }

  static int administrators(DSLContext sql) {
    return sql.fetchCount(
        sql.selectOne()
            .from(ACCOUNT)
            .join(ACCOUNT_ROLE)
            .on(ACCOUNT_ROLE.ACCOUNT_ID.eq(ACCOUNT.ID))
            .where(ACCOUNT.DISABLED.eq(0))
            .and(ACCOUNT_ROLE.ROLE.eq(Role.ADMIN.code())));
  }

  private static void writeRoles(DSLContext sql, Account account) {
    for (Role role : account.roles()) {
      sql.insertInto(ACCOUNT_ROLE)
          .set(ACCOUNT_ROLE.ACCOUNT_ID, account.id().toString())
          .set(ACCOUNT_ROLE.ROLE, role.code())
          .execute();
    }
    for (Scope scope : account.scopes()) {
      sql.insertInto(ACCOUNT_SCOPE)
          .set(ACCOUNT_SCOPE.ACCOUNT_ID, account.id().toString())
          .set(ACCOUNT_SCOPE.SCOPE, scope.text())
          .execute();
    }
  }

  private static Account read(DSLContext sql, Record row) {
    String id = row.get(ACCOUNT.ID);
    Set<Role> roles = EnumSet.noneOf(Role.class);
    sql.select(ACCOUNT_ROLE.ROLE)
        .from(ACCOUNT_ROLE)
        .where(ACCOUNT_ROLE.ACCOUNT_ID.eq(id))
        .forEach(r -> Role.parse(r.value1()).ifPresent(roles::add));
    Set<Scope> scopes = new LinkedHashSet<>();
    sql.select(ACCOUNT_SCOPE.SCOPE)
        .from(ACCOUNT_SCOPE)
        .where(ACCOUNT_SCOPE.ACCOUNT_ID.eq(id))
        .forEach(r -> scopes.add(new Scope(r.value1())));
    return new Account(
        UUID.fromString(id),
        new AccountName(row.get(ACCOUNT.NAME)),
        row.get(ACCOUNT.DISPLAY_NAME),
        roles,
        scopes,
        row.get(ACCOUNT.DISABLED) != 0,
        row.get(ACCOUNT.LOCALE),
        row.get(ACCOUNT.CREATED_AT));
  }
}
