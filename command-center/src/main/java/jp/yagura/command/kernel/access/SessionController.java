package jp.yagura.command.kernel.access;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.util.List;
import jp.yagura.command.kernel.db.Database;
import jp.yagura.command.kernel.db.Transaction;
import jp.yagura.command.kernel.web.Caller;
import jp.yagura.command.kernel.web.Problem;

@Controller("/api/session")
@Tag(name = "session")
class SessionController {

  private final Login login;
  private final Entrance entrance;
  private final Sessions sessions;
  private final SessionCookies cookies;
  private final SessionViews views;
  private final Database database;
  private final AccessLog accessLog;
  private final Caller caller;

  SessionController(
      Login login,
      Entrance entrance,
      Sessions sessions,
      SessionCookies cookies,
      SessionViews views,
      Database database,
      AccessLog accessLog,
      Caller caller) {
    this.login = login;
    this.entrance = entrance;
    this.sessions = sessions;
    this.cookies = cookies;
    this.views = views;
    this.database = database;
    this.accessLog = accessLog;
    this.caller = caller;
  }

  @Serdeable
  record Credentials(
      @NotBlank @Size(max = 64) String name, @NotEmpty @Size(max = 256) String password) {

    /** Never in a log line. */
    @Override
    public String toString() {
      return "Credentials[" + name + "]";
    }
  }

  @Get
  @Secured(SecurityRule.IS_ANONYMOUS)
  @Operation(summary = "Who is logged in, and the token for changes; 401 if nobody is")
  HttpResponse<?> current(HttpRequest<?> request) {
    return SessionCookies.read(request)
        .flatMap(token -> sessions.find(token).map(session -> views.view(session.account(), token)))
        .map(view -> HttpResponse.ok(view).header("Cache-Control", "no-store"))
        .orElseThrow(Problem::notLoggedIn);
  }

  @Post
  @Secured(SecurityRule.IS_ANONYMOUS)
  @Operation(summary = "Log in by name and password")
  HttpResponse<SessionView> open(HttpRequest<?> request, @Body @Valid Credentials credentials) {
    Sessions.Opened opened =
        login.attempt(credentials.name(), credentials.password(), Client.of(request, caller));
    return entrance.admit(request, opened);
  }

  @Delete
  @Secured(SecurityRule.IS_ANONYMOUS)
  @Operation(summary = "Log out")
  HttpResponse<?> close(HttpRequest<?> request) {
    SessionCookies.read(request)
        .flatMap(sessions::find)
        .ifPresent(session -> database.write(transaction -> logOut(transaction, session, request)));
    return HttpResponse.noContent().cookie(cookies.takeBack(request));
  }

  private Session logOut(Transaction transaction, Session session, HttpRequest<?> request) {
    sessions.end(transaction, List.of(session.id()));
    accessLog.record(
        transaction,
        AccessLog.Kind.LOGGED_OUT,
        AccessLog.About.oneself(session.account().name(), Client.of(request, caller)),
        "");
    return session;
  }
}
