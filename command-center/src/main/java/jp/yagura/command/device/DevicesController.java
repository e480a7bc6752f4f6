package jp.yagura.command.device;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import jp.yagura.command.kernel.access.Viewer;
import jp.yagura.command.kernel.db.Database;
import jp.yagura.command.kernel.web.Problem;
import jp.yagura.command.site.Site;
import jp.yagura.command.site.Sites;
import jp.yagura.shared.care.BadSettings;
import jp.yagura.shared.care.Settings;
import jp.yagura.shared.id.SiteId;

@Controller("/api/devices")
@Tag(name = "device")
class DevicesController {

  private static final int SHOWN = 20;

  private final Sites sites;
  private final Database database;
  private final DeviceNews news;
  private final EnrolmentCodes codes;
  private final Certificates certificates;

  /** More than this over a satellite is a mistake, and by any other road it comes by itself. */
  private static final Duration LONGEST_SPAN = Duration.ofHours(24);

  private final CommandDesk commands;
  private final SettingsDesk settings;
  private final LogDesk logs;
  private final DeviceJournal journal;

  DevicesController(
      Sites sites,
      Database database,
      DeviceNews news,
      EnrolmentCodes codes,
      Certificates certificates,
      CommandDesk commands,
      SettingsDesk settings,
      LogDesk logs,
      DeviceJournal journal) {
    this.sites = sites;
    this.database = database;
    this.news = news;
    this.codes = codes;
    this.certificates = certificates;
    this.commands = commands;
    this.settings = settings;
    this.logs = logs;
    this.journal = journal;
  }

  /** The code itself is told here once, and kept nowhere. */
  @Serdeable
  record Code(String code, Instant expiresAt, String site) {
    /** Never in a log line. */
    @Override
    public String toString() {
      return "Code[" + site + "]";
    }
  }

  @Serdeable
  record Reason(@NotBlank @Size(max = 200) String why) {}

  @Serdeable
  record CommandWish(@NotNull UUID id, @NotBlank String kind) {}

  @Serdeable
  record ReadingsWish(@NotNull UUID id, @NotNull Instant from, @NotNull Instant to) {}

  @Serdeable
  record SettingsWish(
      @Min(0) long basedOn, @NotBlank String content, @NotBlank @Size(max = 200) String why) {}

  @Get("/{site}")
  @Secured(DevicePermissions.READ)
  @Operation(summary = "Everything about one box")
  DeviceDetail one(String site) {
    Site known = siteNamed(site);
    return database.read(
        sql ->
            new DeviceDetail(
                news.item(sql, known),
                Certificates.newest(sql, known.id()).map(DeviceDetail.Certificate::of).orElse(null),
                SettingsRows.newest(sql, known.id(), SHOWN).stream()
                    .map(DeviceDetail.SettingsVersion::of)
                    .toList(),
                CommandRows.newest(sql, known.id(), SHOWN).stream()
                    .map(DeviceDetail.CommandView::of)
                    .toList()));
  }

  @Post("/{site}/code")
  @Secured(DevicePermissions.MANAGE)
  @Operation(summary = "Make a one-time code for enrolling the box; an earlier one is closed")
  HttpResponse<Code> code(String site, Authentication who) {
    Site known = siteNamed(site);
    EnrolmentCodes.Made made = codes.make(known, Viewer.of(who).account());
    return HttpResponse.created(
        new Code(made.code().shown(), made.expiresAt(), known.address().toString()));
  }

  @Post("/{site}/revocation")
  @Secured(DevicePermissions.MANAGE)
  @Operation(summary = "Take back the box's certificate: it is disconnected and stays out")
  HttpResponse<?> revoke(String site, @Body @Valid Reason reason, Authentication who) {
    Site known = siteNamed(site);
    String by = Viewer.of(who).account();
    database.write(
        tx -> {
          if (Certificates.newest(tx.sql(), known.id())
              .filter(given -> given.revokedAt() == null)
              .isEmpty()) {
            throw Problem.conflict(
                "no-certificate",
                "この装置に有効な証明書はありません。",
                "This box has no certificate to take back.");
          }
          certificates.revoke(tx, known, by, reason.why());
          journal.write(
              tx,
              known,
              "revoked",
              by,
              true,
              "装置の証明書を失効させました（" + reason.why() + "）。",
              "The certificate of the box was taken back (" + reason.why() + ").",
              Map.of());
          news.changed(tx, known);
          return true;
        });
    return HttpResponse.noContent();
  }

  @Post("/{site}/commands")
  @Secured(DevicePermissions.MANAGE)
  @Operation(summary = "Order the box to do something: status, identify, restart or log")
  HttpResponse<DeviceDetail.CommandView> command(
      String site, @Body @Valid CommandWish wish, Authentication who) {
    CommandKind kind =
        List.of(CommandKind.STATUS, CommandKind.IDENTIFY, CommandKind.RESTART, CommandKind.LOG)
            .stream()
            .filter(one -> one.code().equals(wish.kind()))
            .findFirst()
            .orElseThrow(
                () ->
                    Problem.invalid(
                        "kind",
                        "status、identify、restart、log のどれかにしてください。",
                        "Use status, identify, restart or log."));
    CommandRows.Row row =
        commands.order(
            siteNamed(site), Optional.of(wish.id()), Wish.plain(kind), Viewer.of(who).account());
    return HttpResponse.created(DeviceDetail.CommandView.of(row));
  }

  @Post("/{site}/readings")
  @Secured(DevicePermissions.ASK)
  @Operation(summary = "Ask the box for the readings of a span, whatever the road costs")
  HttpResponse<DeviceDetail.CommandView> readings(
      String site, @Body @Valid ReadingsWish wish, Authentication who) {
    if (!wish.from().isBefore(wish.to())
        || Duration.between(wish.from(), wish.to()).compareTo(LONGEST_SPAN) > 0) {
      throw Problem.invalid(
          "to",
          "終わりは始まりより後、24時間以内にしてください。",
          "The end must be after the beginning, and within 24 hours of it.");
    }
    CommandRows.Row row =
        commands.order(
            siteNamed(site),
            Optional.of(wish.id()),
            Wish.readings(wish.from(), wish.to()),
            Viewer.of(who).account());
    return HttpResponse.created(DeviceDetail.CommandView.of(row));
  }

  @Post("/{site}/settings")
  @Secured(DevicePermissions.MANAGE)
  @Operation(summary = "Make a new version of the box's settings and send it")
  HttpResponse<DeviceDetail.SettingsVersion> settings(
      String site, @Body @Valid SettingsWish wish, Authentication who) {
    Site known = siteNamed(site);
    Settings read;
    try {
      read = Settings.read(wish.content());
    } catch (BadSettings e) {
      throw Problem.invalid(e.path().isEmpty() ? "content" : e.path(), e.ja(), e.en());
    }
    for (Settings.SensorSetting sensor : read.sensors()) {
      if (known.sensor(sensor.id()).isEmpty()) {
        throw Problem.invalid(
            "sensors",
            "この局に「" + sensor.id() + "」というセンサーはありません。",
            "This site has no sensor " + sensor.id() + ".");
      }
    }
    return HttpResponse.created(
        DeviceDetail.SettingsVersion.of(
            settings.write(
                known, wish.basedOn(), read, wish.why().strip(), Viewer.of(who).account())));
  }

  @Get("/{site}/logs/{command}")
  @Secured(DevicePermissions.MANAGE)
  @Operation(summary = "A log that a command has fetched, as text")
  HttpResponse<byte[]> log(String site, UUID command) throws IOException {
    Site known = siteNamed(site);
    String file =
        database
            .read(sql -> CommandRows.byId(sql, command))
            .filter(row -> row.site().equals(known.id()))
            .flatMap(row -> Optional.ofNullable(row.file()))
            .orElseThrow(
                () -> Problem.notFound("log", "その記録はまだ届いていません。", "That log has not come in yet."));
    return HttpResponse.ok(logs.text(file))
        .contentType(MediaType.of("text/plain; charset=utf-8"))
        .header(
            "Content-Disposition", "inline; filename=\"" + known.id() + "-" + command + ".log\"");
  }

  private Site siteNamed(String text) {
    try {
      return sites.byId(new SiteId(text)).orElseThrow(DevicesController::unknown);
    } catch (IllegalArgumentException e) {
      throw unknown();
    }
  }

  private static Problem unknown() {
    return Problem.notFound("site", "その局は登録されていません。", "There is no such site.");
  }
}
