package jp.yagura.command.device;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import jp.yagura.command.kernel.web.Caller;
import jp.yagura.command.kernel.web.Problem;
import jp.yagura.command.site.Site;
import jp.yagura.command.site.Sites;
import jp.yagura.shared.id.SiteAddress;

/** What a box asks that has no identity yet. Everything is proven by the one-time code. */
@Controller("/api/enrolment")
@Secured(SecurityRule.IS_ANONYMOUS)
@Tag(name = "device")
class EnrolmentController {

  private final EnrolmentCodes codes;
  private final Certificates certificates;
  private final Sites sites;
  private final Caller caller;
  private final Clock clock;
  private final Attempts attempts;

  EnrolmentController(
      EnrolmentCodes codes, Certificates certificates, Sites sites, Caller caller, Clock clock) {
    this.codes = codes;
    this.certificates = certificates;
    this.sites = sites;
    this.caller = caller;
    this.clock = clock;
    this.attempts = new Attempts(clock);
  }

  @Serdeable
  record Now(Instant now) {}

  @Serdeable
  record Wish(
      @NotBlank @Size(max = 80) String site,
      @NotBlank @Size(max = 4096) String request,
      @NotBlank @Size(max = 64) String proof) {}

  @Serdeable
  record Enrolled(
      Instant now, String certificate, String authority, String orderKey, String proof) {}

  @Get
  @Operation(summary = "What time it is, for a box that compares its clock")
  Now now() {
    return new Now(clock.instant());
  }

  @Get("/crl")
  @Produces(MediaType.TEXT_PLAIN)
  @Operation(summary = "The certificates of boxes that were taken back (X.509 CRL, PEM)")
  String revocationList() {
    return certificates.list();
  }

  @Post
  @Operation(summary = "Make a box one of ours, by its request and the proof of a one-time code")
  Enrolled enrol(@Body @Valid Wish wish, HttpRequest<?> request) {
    String from = caller.address(request);
    attempts.wait(from).ifPresent(EnrolmentController::refuseForNow);
    Optional<Site> site = site(wish.site());
    EnrolmentCodes.Answer answer =
        site.isEmpty()
            ? new EnrolmentCodes.Answer.Refused(EnrolmentCodes.Refusal.WRONG)
            : codes.redeem(site.get(), bytes(wish.request()), bytes(wish.proof()), from);
    return switch (answer) {
      case EnrolmentCodes.Answer.Refused(var why) -> {
        attempts.failed(from);
        throw problem(why);
      }
      case EnrolmentCodes.Answer.Enrolled(var certificate, var authority, var orders, var proof) ->
          new Enrolled(
              clock.instant(), text(certificate), text(authority), text(orders), text(proof));
    };
  }

  private static void refuseForNow(Duration wait) {
    long minutes = Math.max(1, wait.plusSeconds(59).toMinutes());
    throw Problem.tooMany(
        "enrolment-wait",
        "誤ったコードが続いたため、約" + minutes + "分は受け付けません。コードと局を確かめてから、もう一度実行してください。",
        "Too many wrong codes: wait about "
            + minutes
            + " min. Check the code and the site before trying again.",
        wait);
  }

  private static Problem problem(EnrolmentCodes.Refusal why) {
    return switch (why) {
      case WRONG ->
          Problem.forbidden(
              "enrolment-code-wrong",
              "登録コードが違います。コードの入力と、局の定義ファイルの municipality と site を確かめてください。",
              "The code is wrong. Check how it was typed, and municipality and site in the site file.");
      case EXPIRED ->
          Problem.forbidden(
              "enrolment-code-expired",
              "この登録コードは期限切れか、新しいコードに替えられています。本部の管理者に新しいコードを頼んでください。",
              "This code has expired, or a newer one has taken its place. Ask headquarters for a new one.");
      case USED ->
          Problem.forbidden(
              "enrolment-code-used",
              "この登録コードは使用済みです。本部の管理者に新しいコードを頼んでください。",
              "This code has been used. Ask headquarters for a new one.");
    };
  }

  private Optional<Site> site(String address) {
    try {
      return sites.at(SiteAddress.parse(address));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static byte[] bytes(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw Problem.invalid("request", "Base64 ではありません。", "This is not Base64.");
    }
  }

  private static String text(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
