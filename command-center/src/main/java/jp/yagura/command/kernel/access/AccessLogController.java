package jp.yagura.command.kernel.access;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@Controller("/api/access-log")
@Secured(KernelPermissions.READ_ACCESS_LOG)
@Tag(name = "accounts")
class AccessLogController {

  private final AccessLog accessLog;

  AccessLogController(AccessLog accessLog) {
    this.accessLog = accessLog;
  }

  @Serdeable
  @Schema(name = "AccessLogEntry")
  record EntryView(
      String id,
      Instant at,
      String kind,
      String account,
      String actor,
      String address,
      String detail) {

    static EntryView of(AccessLog.Entry entry) {
      return new EntryView(
          entry.id().toString(),
          entry.at(),
          entry.kind(),
          entry.about().account(),
          entry.about().actor(),
          entry.about().address(),
          entry.detail());
    }
  }

  @Serdeable
  @Schema(name = "AccessLogPage")
  record Page(List<EntryView> entries, boolean more) {}

  @Get
  @Operation(summary = "Log-ins, failures and changes of accounts, newest first")
  Page newest(
      @QueryValue Optional<UUID> before,
      @QueryValue(defaultValue = "100") @Min(1) @Max(1000) int limit) {
    List<AccessLog.Entry> found = accessLog.newest(before, limit + 1);
    return new Page(found.stream().limit(limit).map(EntryView::of).toList(), found.size() > limit);
  }
}
