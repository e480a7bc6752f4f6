package jp.yagura.command.kernel.web;

import io.micronaut.http.HttpStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A refusal that the caller can do something about. Thrown by features, answered as an RFC 9457
 * document; {@code code} is what programs go by and never changes, the sentences are for people and
 * say what to do next.
 */
public final class Problem extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient HttpStatus status;
  private final String code;
  private final transient Wording title;
  private final transient Wording detail;
  private final transient List<Fault> faults;
  private final transient Optional<Duration> retryAfter;

  /** One field that was not as it must be. */
  public record Fault(String field, Wording message) {}

  private Problem(
      HttpStatus status,
      String code,
      Wording title,
      Wording detail,
      List<Fault> faults,
      Optional<Duration> retryAfter) {
    super(code + ": " + detail.en(), null, false, false); // a refusal, not a crash: no stack trace
    this.status = status;
    this.code = code;
    this.title = title;
    this.detail = detail;
    this.faults = List.copyOf(faults);
    this.retryAfter = retryAfter;
  }

  /** For what the other factories do not cover. */
  public static Problem of(HttpStatus status, String code, Wording title, Wording detail) {
    return new Problem(status, code, title, detail, List.of(), Optional.empty());
  }

  /** 404; the code is {@code <what>-not-found}. */
  public static Problem notFound(String what, String ja, String en) {
    return of(HttpStatus.NOT_FOUND, what + "-not-found", Titles.NOT_FOUND, new Wording(ja, en));
  }

  /** 400 for one field. */
  public static Problem invalid(String field, String ja, String en) {
    return invalid(List.of(new Fault(field, new Wording(ja, en))));
  }

  /** 400 with everything that is wrong at once, so that nobody has to send a form five times. */
  public static Problem invalid(List<Fault> faults) {
    return new Problem(
        HttpStatus.BAD_REQUEST, "invalid", Titles.INVALID, sum(faults), faults, Optional.empty());
  }

  /** 409: somebody was faster, or it would break something else. */
  public static Problem conflict(String code, String ja, String en) {
    return of(HttpStatus.CONFLICT, code, Titles.CONFLICT, new Wording(ja, en));
  }

  /** 401. */
  public static Problem notLoggedIn() {
    return StatusProblems.notLoggedIn();
  }

  /** 403 for another reason than a missing permission, which the framework refuses by itself. */
  public static Problem forbidden(String code, String ja, String en) {
    return of(HttpStatus.FORBIDDEN, code, Titles.FORBIDDEN, new Wording(ja, en));
  }

  /** 429. */
  public static Problem tooMany(String code, String ja, String en, Duration retryAfter) {
    return of(HttpStatus.TOO_MANY_REQUESTS, code, Titles.TOO_MANY, new Wording(ja, en))
        .retryAfter(retryAfter);
  }

  /** 503: not the caller's fault, and worth another try. */
  public static Problem unavailable(String code, String ja, String en, Duration retryAfter) {
    return of(HttpStatus.SERVICE_UNAVAILABLE, code, Titles.UNAVAILABLE, new Wording(ja, en))
        .retryAfter(retryAfter);
  }

  private Problem retryAfter(Duration wait) {
    return new Problem(status, code, title, detail, faults, Optional.of(wait));
  }

  private static Wording sum(List<Fault> faults) {
    if (faults.size() == 1) {
      return faults.getFirst().message();
    }
    return new Wording(
        faults.size() + "か所を直して、もう一度送ってください。",
        "Correct " + faults.size() + " places and send it again.");
  }

  public HttpStatus status() {
    return status;
  }

  public String code() {
    return code;
  }

  public Wording title() {
    return title;
  }

  public Wording detail() {
    return detail;
  }

  public List<Fault> faults() {
    return faults;
  }

  public Optional<Duration> retryAfter() {
    return retryAfter;
  }
}
