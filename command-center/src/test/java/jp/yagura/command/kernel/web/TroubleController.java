package jp.yagura.command.kernel.web;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import jp.yagura.command.kernel.db.Database;

/** A feature that goes wrong in every way a feature can. */
@Hidden
@Controller("/api/trouble")
@Secured(SecurityRule.IS_ANONYMOUS)
@Requires(property = "test.trouble", value = "true")
class TroubleController {

  private final Database database;

  TroubleController(Database database) {
    this.database = database;
  }

  @Serdeable
  record Part(@NotBlank String name) {}

  @Serdeable
  record Form(
      @Size(max = 5) String title,
      @Min(1) @Max(9) int count,
      @Pattern(regexp = "[a-z]+", message = "小文字だけにしてください。 | Small letters only.") String code,
      @Valid List<Part> parts) {}

  @Post("/form")
  String form(@Body @Valid Form form) {
    return form.title();
  }

  @Get("/since")
  String since(@QueryValue Instant from, @QueryValue(defaultValue = "1") @Max(10) int limit) {
    return from + " " + limit;
  }

  @Get("/conflict")
  String conflict() {
    throw Problem.conflict("changed-meanwhile", "他の人が変えました。", "Somebody changed it.");
  }

  @Get("/bug")
  String bug() {
    throw new IllegalStateException("secret details");
  }

  @Get("/away")
  String away() {
    database.close();
    return database.read(sql -> "never");
  }
}
