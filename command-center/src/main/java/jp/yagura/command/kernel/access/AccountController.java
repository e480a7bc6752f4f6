package jp.yagura.command.kernel.access;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jp.yagura.command.kernel.db.Database;
import jp.yagura.command.kernel.web.Caller;
import org.jspecify.annotations.Nullable;

/** For the administrator. */
@Controller("/api/accounts")
@Secured(KernelPermissions.MANAGE_ACCOUNTS)
@Tag(name = "accounts")
class AccountController {

  private final Accounts accounts;
  private final Passwords passwords;
  private final Database database;
  private final Caller caller;

  AccountController(Accounts accounts, Passwords passwords, Database database, Caller caller) {
    this.accounts = accounts;
    this.passwords = passwords;
    this.database = database;
    this.caller = caller;
  }

  @Serdeable
  @Schema(name = "Account")
  record AccountView(
      String name,
      String displayName,
      List<String> roles,
      List<String> scopes,
      boolean disabled,
      String locale,
      Instant createdAt) {

    static AccountView of(Account account) {
      return new AccountView(
          account.name().text(),
          account.displayName(),
          account.roles().stream().map(Role::code).sorted().toList(),
          account.scopes().stream().map(Scope::text).sorted().toList(),
          account.disabled(),
          account.locale(),
          account.createdAt());
    }
  }

  @Serdeable
  record NewAccount(
      @NotBlank @Size(max = 64) String name,
      @NotBlank @Size(max = 128) String displayName,
      @NotEmpty List<String> roles,
      @Nullable List<String> scopes,
      @Nullable String locale,
      @NotBlank @Size(max = 256) String password) {

    /** Never in a log line. */
    @Override
    public String toString() {
      return "NewAccount[" + name + "]";
    }
  }

  @Serdeable
  record AccountChange(
      @Nullable @Size(min = 1, max = 128) String displayName,
      @Nullable List<String> roles,
      @Nullable List<String> scopes,
      @Nullable Boolean disabled,
      @Nullable String locale) {}

  @Serdeable
  record NewPassword(@NotNull @Size(max = 256) String password) {

    /** Never in a log line. */
    @Override
    public String toString() {
      return "NewPassword[…]";
    }
  }

  @Get
  @Operation(summary = "All accounts, by name")
  List<AccountView> all() {
    return accounts.all().stream().map(AccountView::of).toList();
  }

  @Get("/{name}")
  @Operation(summary = "One account")
  AccountView one(String name) {
    return AccountView.of(accounts.require(Forms.name("name", name)));
  }

  @Post
  @Operation(summary = "Make an account; without scopes its roles count everywhere")
  HttpResponse<AccountView> create(
      @Body @Valid NewAccount wish, HttpRequest<?> request, Authentication who) {
    AccountName name = Forms.name("name", wish.name());
    Set<Role> roles = Forms.roles(wish.roles());
    Set<Scope> scopes = wish.scopes() == null ? Set.of(Scope.ALL) : Forms.scopes(wish.scopes());
    String locale = wish.locale() == null ? "ja" : Forms.locale(wish.locale());
    passwords.requireGood("password", wish.password(), name);
    String hash = passwords.atADesk(() -> passwords.hash(wish.password()));
    var draft =
        new Accounts.Draft(
            name, wish.displayName().strip(), roles, scopes, locale, Optional.of(hash));
    Account created =
        database.write(
            transaction -> accounts.create(transaction, draft, about(name, request, who)));
    return HttpResponse.created(AccountView.of(created));
  }

  @Patch("/{name}")
  @Operation(summary = "Change what is given; taking rights away ends the sessions of the account")
  AccountView change(
      String name, @Body @Valid AccountChange wish, HttpRequest<?> request, Authentication who) {
    AccountName account = Forms.name("name", name);
    var change =
        new Accounts.Change(
            Optional.ofNullable(wish.displayName()).map(String::strip),
            Optional.ofNullable(wish.roles()).map(Forms::roles),
            Optional.ofNullable(wish.scopes()).map(Forms::scopes),
            Optional.ofNullable(wish.disabled()),
            Optional.ofNullable(wish.locale()).map(Forms::locale));
    return AccountView.of(accounts.change(account, change, about(account, request, who)));
  }

  @Post("/{name}/password")
  @Operation(summary = "Set a new password, end all sessions of the account and lift its lock")
  HttpResponse<?> resetPassword(
      String name, @Body @Valid NewPassword wish, HttpRequest<?> request, Authentication who) {
    Account account = accounts.require(Forms.name("name", name));
    passwords.requireGood("password", wish.password(), account.name());
    String hash = passwords.atADesk(() -> passwords.hash(wish.password()));
    accounts.resetPassword(account, hash, about(account.name(), request, who));
    return HttpResponse.noContent();
  }

  private AccessLog.About about(AccountName name, HttpRequest<?> request, Authentication who) {
    return new AccessLog.About(name.text(), who.getName(), caller.address(request));
  }
}
