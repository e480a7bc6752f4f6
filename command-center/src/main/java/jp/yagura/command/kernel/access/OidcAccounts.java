package jp.yagura.command.kernel.access;

import static jp.yagura.command.tables.Tables.ACCOUNT_IDENTITY;

import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import jp.yagura.command.kernel.db.Database;
import jp.yagura.command.kernel.db.Transaction;
import jp.yagura.command.kernel.web.Problem;
import org.jooq.DSLContext;

/**
 * People from elsewhere as accounts. Who they are is the provider's subject, never the name: a name
 * that already belongs to somebody here is not taken over. Roles follow the provider at each
 * log-in; scopes, and being disabled, are decided here.
 */
@Singleton
class OidcAccounts {

  private final Database database;
  private final Accounts accounts;
  private final Sessions sessions;
  private final AccessLog accessLog;

  OidcAccounts(Database database, Accounts accounts, Sessions sessions, AccessLog accessLog) {
    this.database = database;
    this.accounts = accounts;
    this.sessions = sessions;
    this.accessLog = accessLog;
  }

  /** Throws a {@link Problem} if this person has nothing to do here. */
  Sessions.Opened enter(OidcPerson person, Client client) {
    var about = AccessLog.About.oneself(person.name(), client);
    try {
      if (person.roles().isEmpty()) {
        throw withoutRole(person, about);
      }
      return database.write(transaction -> admit(transaction, person, client, about));
    } catch (Problem refusal) {
      record(refusal, person, about);
      throw refusal;
    }
  }

  private Sessions.Opened admit(
      Transaction transaction, OidcPerson person, Client client, AccessLog.About about) {
    Account account =
        known(transaction.sql(), person)
            .map(before -> follow(transaction, before, person, about))
            .orElseGet(() -> make(transaction, person, about));
    if (account.disabled()) {
      throw Problem.forbidden("disabled", "このアカウントは停止されています。", "This account is disabled.");
    }
    accessLog.record(transaction, AccessLog.Kind.LOGGED_IN, about, "oidc:" + person.provider());
    return sessions.open(transaction, account, client);
  }

  /** Who had a role here loses it, and the pages that are still open. */
  private Problem withoutRole(OidcPerson person, AccessLog.About about) {
    database.write(
        transaction ->
            known(transaction.sql(), person)
                .map(before -> follow(transaction, before, person, about)));
    return Problem.forbidden(
        "no-role",
        "このシステムでの役割がありません。管理者に連絡してください。",
        "You have no role in this system. Please ask the administrator.");
  }

  /** On its own: what was refused has been undone. */
  private void record(Problem refusal, OidcPerson person, AccessLog.About about) {
    database.write(
        transaction -> {
          accessLog.record(
              transaction,
              AccessLog.Kind.LOGIN_FAILED,
              about,
              "oidc:" + person.provider() + " " + refusal.code());
          return refusal;
        });
  }

  private static Optional<Account> known(DSLContext sql, OidcPerson person) {
    return sql.select(ACCOUNT_IDENTITY.ACCOUNT_ID)
        .from(ACCOUNT_IDENTITY)
        .where(ACCOUNT_IDENTITY.PROVIDER.eq(person.provider()))
        .and(ACCOUNT_IDENTITY.SUBJECT.eq(person.subject()))
        .fetchOptional(ACCOUNT_IDENTITY.ACCOUNT_ID)
        .flatMap(id -> AccountStore.byId(sql, UUID.fromString(id)));
  }

  private Account follow(
      Transaction transaction, Account before, OidcPerson person, AccessLog.About about) {
    var change =
        new Accounts.Change(
            Optional.of(person.displayName()),
            Optional.of(person.roles()),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return accounts.change(transaction, before.name(), change, about);
  }

  private Account make(Transaction transaction, OidcPerson person, AccessLog.About about) {
    Account made =
        accounts.create(
            transaction,
            new Accounts.Draft(
                person.name(),
                person.displayName(),
                person.roles(),
                Set.of(Scope.ALL),
                "ja",
                Optional.empty()),
            about);
    transaction
        .sql()
        .insertInto(ACCOUNT_IDENTITY)
        .set(ACCOUNT_IDENTITY.PROVIDER, person.provider())
        .set(ACCOUNT_IDENTITY.SUBJECT, person.subject())
        .set(ACCOUNT_IDENTITY.ACCOUNT_ID, made.id().toString())
        .execute();
    return made;
  }
}
