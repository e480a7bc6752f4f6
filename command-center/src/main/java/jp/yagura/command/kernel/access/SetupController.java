package jp.yagura.command.kernel.access;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import jp.yagura.command.kernel.web.Caller;

@Controller("/api/setup")
@Secured(SecurityRule.IS_ANONYMOUS)
@Tag(name = "session")
class SetupController {

  private final Setup setup;
  private final Entrance entrance;
  private final Caller caller;
  private final PasswordConfig passwords;

  SetupController(Setup setup, Entrance entrance, Caller caller, PasswordConfig passwords) {
    this.setup = setup;
    this.entrance = entrance;
    this.caller = caller;
    this.passwords = passwords;
  }

  @Serdeable
  record Need(boolean needed, int passwordMinLength) {}

  @Serdeable
  record SetupForm(
      @NotBlank @Size(max = 64) String code,
      @NotBlank @Size(max = 64) String name,
      @NotBlank @Size(max = 128) String displayName,
      @NotBlank @Size(max = 256) String password) {

    /** Never in a log line. */
    @Override
    public String toString() {
      return "SetupForm[" + name + "]";
    }
  }

  @Get
  @Operation(summary = "Whether the first administrator has still to be made")
  Need need() {
    return new Need(setup.isNeeded(), passwords.minLength());
  }

  @Post
  @Operation(summary = "Make the first administrator, with the code from the server's log")
  HttpResponse<SessionView> run(HttpRequest<?> request, @Body @Valid SetupForm form) {
    var wish =
        new Setup.Wish(
            form.code(),
            Forms.name("name", form.name()),
            form.displayName().strip(),
            form.password());
    return entrance.admit(request, setup.run(wish, Client.of(request, caller)));
  }
}
