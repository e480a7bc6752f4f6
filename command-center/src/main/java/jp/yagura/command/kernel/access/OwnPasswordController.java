package jp.yagura.command.kernel.access;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jp.yagura.command.kernel.web.Caller;

@Controller("/api/session/password")
@Tag(name = "session")
class OwnPasswordController {

  private final Login login;
  private final Accounts accounts;
  private final Passwords passwords;
  private final Caller caller;

  OwnPasswordController(Login login, Accounts accounts, Passwords passwords, Caller caller) {
    this.login = login;
    this.accounts = accounts;
    this.passwords = passwords;
    this.caller = caller;
  }

  @Serdeable
  record PasswordChange(
      @NotNull @Size(max = 256) String current, @NotNull @Size(max = 256) String password) {

    /** Never in a log line. */
    @Override
    public String toString() {
      return "PasswordChange[…]";
    }
  }

  /** The old one is asked for, under the same lock as at log-in: a session may be left open. */
  @Post
  @Secured(SecurityRule.IS_AUTHENTICATED)
  @Operation(summary = "Change one's own password; ends all other sessions of the account")
  HttpResponse<?> change(
      @Body @Valid PasswordChange wish, HttpRequest<?> request, Authentication who) {
    Client client = Client.of(request, caller);
    Login.Known old = login.requirePassword(who.getName(), wish.current(), client);
    AccountName name = old.account().name();
    passwords.requireGood("password", wish.password(), name);
    String hash = passwords.atADesk(() -> passwords.hash(wish.password()));
    accounts.changePassword(
        old, hash, Viewer.of(who).session(), AccessLog.About.oneself(name, client));
    return HttpResponse.noContent();
  }
}
