package jp.yagura.command.kernel.live;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Optional;
import java.util.Set;
import org.reactivestreams.Publisher;

@Controller("/api/live")
@Secured(SecurityRule.IS_AUTHENTICATED)
@Tag(name = "live")
final class LiveController {

  private final LiveHub hub;

  LiveController(LiveHub hub) {
    this.hub = hub;
  }

  @Get(produces = MediaType.TEXT_EVENT_STREAM)
  @Operation(
      summary = "Server-sent events: snapshot of every topic, then changes",
      description =
          "Resumes after the id given as Last-Event-ID (or ?last=) if it is still known, else begins"
              + " with reset and snapshots.")
  HttpResponse<Publisher<byte[]>> live(
      @Header("Last-Event-ID") Optional<String> lastEventId,
      @QueryValue Optional<String> last,
      Authentication who) {
    String session = String.valueOf(who.getAttributes().getOrDefault("session", who.getName()));
    return HttpResponse.ok(
            hub.subscribe(lastEventId.or(() -> last), Set.copyOf(who.getRoles()), session))
        .header("Cache-Control", "no-store")
        .header("X-Accel-Buffering", "no");
  }
}
