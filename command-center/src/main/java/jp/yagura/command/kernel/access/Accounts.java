package jp.yagura.command.kernel.access;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import jp.yagura.command.kernel.db.Database;
import jp.yagura.command.kernel.db.Transaction;
import jp.yagura.command.kernel.web.Problem;

/** Makes and changes accounts. Whoever loses something here loses it at once, in open pages too. */
@Singleton
class Accounts {

  private final Database database;
  private final Clock clock;
  private final Sessions sessions;
  private final Lockout lockout;
  private final AccessLog accessLog;

  Accounts(
      Database database, Clock clock, Sessions sessions, Lockout lockout, AccessLog accessLog) {
    this.database = database;
    this.clock = clock;
    this.sessions = sessions;
    this.lockout = lockout;
    this.accessLog = accessLog;
  }

  /** What is asked for in a new account. */
  record Draft(
      AccountName name,
      String displayName,
      Set<Role> roles,
      Set<Scope> scopes,
      String locale,
      Optional<String> passwordHash) {}

  /** What is to become different; what is absent stays. */
  record Change(
      Optional<String> displayName,
      Optional<Set<Role>> roles,
      Optional<Set<Scope>> scopes,
      Optional<Boolean> disabled,
      Optional<String> locale) {

    Account of(Account before) {
      return new Account(
          before.id(),
          before.name(),
          displayName.orElse(before.displayName()),
          roles.orElse(before.roles()),
          scopes.orElse(before.scopes()),
          disabled.orElse(before.disabled()),
          locale.orElse(before.locale()),
          before.createdAt());
    }
  }

  List<Account> all() {
    return database.read(AccountStore::all);
  }

  Account require(AccountName name) {
    return database.read(sql -> AccountStore.byName(sql, name)).orElseThrow(() -> unknown(name));
  }

  private static Problem unknown(AccountName name) {
    return Problem.notFound(
        "account", "「" + name + "」というアカウントはありません。", "There is no account '" + name + "'.");
  }

  Account create(Transaction transaction, Draft draft, AccessLog.About about) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    var account =
        new Account(
            UUID.randomUUID(),
            draft.name(),
            draft.displayName(),
            draft.roles(),
            draft.scopes(),
            false,
            draft.locale(),
            now);
    if (!AccountStore.insert(transaction.sql(), account, draft.passwordHash().orElse(null))) {
      throw Problem.conflict(
          "name-taken",
          "「" + draft.name() + "」はもう使われています。別の名前にしてください。",
          "'" + draft.name() + "' is taken. Choose another name.");
    }
    if (draft.roles().contains(Role.ADMIN)) {
      AccountStore.found(transaction.sql(), now);
    }
    accessLog.record(transaction, AccessLog.Kind.ACCOUNT_CREATED, about, describe(account));
    return account;
  }

  Account change(AccountName name, Change change, AccessLog.About about) {
    return database.write(transaction -> change(transaction, name, change, about));
  }

  Account change(Transaction transaction, AccountName name, Change change, AccessLog.About about) {
    AccountStore.lockAdministration(transaction.sql());
    Account before = AccountStore.byName(transaction.sql(), name).orElseThrow(() -> unknown(name));
    Account after = change.of(before);
    if (after.equals(before)) {
      return before;
    }
    AccountStore.update(transaction.sql(), after, clock.instant());
    if (after.roles().contains(Role.ADMIN)) {
      AccountStore.found(transaction.sql(), clock.instant());
    }
    if (isActiveAdmin(before) && AccountStore.administrators(transaction.sql()) == 0) {
      throw Problem.conflict(
          "last-admin",
          "管理者が一人もいなくなる変更はできません。先に別の管理者を作ってください。",
          "This would leave no administrator. Make another one first.");
    }
    if (mayDoLess(before, after)) {
      sessions.endAllOf(transaction, after);
    }
    accessLog.record(transaction, AccessLog.Kind.ACCOUNT_CHANGED, about, describe(after));
    return after;
  }

  /** Whatever it was before; ends every session. */
  void resetPassword(Account account, String hash, AccessLog.About about) {
    database.write(
        transaction -> {
          AccountStore.setPasswordHash(transaction.sql(), account.id(), hash, clock.instant());
          sessions.endAllOf(transaction, account);
          lockout.forgive(transaction, account.name().text());
          accessLog.record(transaction, AccessLog.Kind.PASSWORD_RESET, about, "");
          return account;
        });
  }

  /**
   * By its owner, who has shown that they know the old one; ends every session that was opened with
   * it, except {@code keep}.
   */
  void changePassword(Login.Known old, String hash, String keep, AccessLog.About about) {
    database.write(
        transaction -> {
          Account account = old.account();
          if (!AccountStore.replacePasswordHash(
              transaction.sql(), account.id(), old.hash(), hash, clock.instant())) {
            throw Login.wrongCurrent(); // it has been reset since it was shown
          }
          sessions.end(
              transaction,
              SessionStore.ofAccount(transaction.sql(), account.id()).stream()
                  .filter(id -> !id.equals(keep))
                  .toList());
          lockout.forgive(transaction, account.name().text());
          accessLog.record(transaction, AccessLog.Kind.PASSWORD_CHANGED, about, "");
          return account;
        });
  }

  private static boolean isActiveAdmin(Account account) {
    return !account.disabled() && account.roles().contains(Role.ADMIN);
  }

  /** Their live streams show what the old rights allowed, so they have to be opened anew. */
  private static boolean mayDoLess(Account before, Account after) {
    return (after.disabled() && !before.disabled())
        || !after.roles().containsAll(before.roles())
        || !after.scopes().containsAll(before.scopes());
  }

  private static String describe(Account account) {
    return "roles=%s scopes=%s%s"
        .formatted(
            account.roles().stream().map(Role::code).sorted().toList(),
            account.scopes().stream().map(Scope::text).sorted().toList(),
            account.disabled() ? " disabled" : "");
  }
}
