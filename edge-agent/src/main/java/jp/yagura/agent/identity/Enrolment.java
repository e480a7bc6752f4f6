package jp.yagura.agent.identity;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import jp.yagura.shared.care.EnrolmentCode;
import jp.yagura.shared.id.SiteAddress;
import jp.yagura.shared.yaml.BadYaml;
import jp.yagura.shared.yaml.StrictYaml;
import jp.yagura.shared.yaml.YamlNode;

/// Makes this box one of headquarters' own, with a one-time code. May be repeated after a cut at
/// any point: the same key asks again and is given the same answer.
public final class Enrolment {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /// A clock that is off by more than this is set right first: certificates go by it, and so does
  /// whether an order is still meant.
  private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(10);

  private static final int FORBIDDEN = 403;
  private static final int OK = 200;

  private final URI center;
  private final InstantSource clock;
  private final HttpClient http;

  public Enrolment(URI center, InstantSource clock) {
    this.center = center;
    this.clock = clock;
    HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(PATIENCE);
    if ("https".equals(center.getScheme())) {
      builder.sslContext(anybody());
    }
    this.http = builder.build();
  }

  public Identity enrol(SiteAddress site, EnrolmentCode code, IdentityFiles files)
      throws EnrolmentFailed {
    compareClocks();
    try {
      KeyPair keys = files.enrollingKey();
      byte[] request = Pkcs10.of(site, keys);
      byte[] key = code.key(site);
      Answer answer = ask(site, request, EnrolmentCode.requestProof(key, site, request));
      byte[] proof =
          EnrolmentCode.answerProof(
              key, request, answer.certificate(), answer.authority(), answer.orderKey());
      if (!MessageDigest.isEqual(proof, answer.proof())) {
        throw EnrolmentFailed.notHeadquarters(center);
      }
      Identity identity =
          new Identity(
              keys.getPrivate(),
              KeyTools.certificate(answer.certificate()),
              KeyTools.certificate(answer.authority()),
              KeyTools.orderKey(answer.orderKey()));
      if (!identity.certificate().getPublicKey().equals(keys.getPublic())) {
        throw EnrolmentFailed.notHeadquarters(center);
      }
      files.keep(identity);
      return identity;
    } catch (IOException e) {
      throw EnrolmentFailed.notKept(files.place(), e);
    } catch (GeneralSecurityException e) {
      throw EnrolmentFailed.unusable(e);
    }
  }

  /// What headquarters says of the time without proof decides nothing but whether to stop here.
  private void compareClocks() throws EnrolmentFailed {
    HttpResponse<String> answer = send(request().GET().build());
    Instant theirs = read(answer, yaml -> yaml.instant("now"));
    Instant ours = clock.instant();
    if (Duration.between(ours, theirs).abs().compareTo(CLOCK_TOLERANCE) > 0) {
      throw EnrolmentFailed.wrongClock(ours, theirs);
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  private record Answer(byte[] certificate, byte[] authority, byte[] orderKey, byte[] proof) {
    static Answer of(YamlNode yaml) {
      var _ = yaml.instant("now");
      return new Answer(
          bytes(yaml, "certificate"),
          bytes(yaml, "authority"),
          bytes(yaml, "orderKey"),
          bytes(yaml, "proof"));
    }

    private static byte[] bytes(YamlNode yaml, String key) {
      return yaml.text(key, Base64.getDecoder()::decode);
    }
  }

  private Answer ask(SiteAddress site, byte[] request, byte[] proof) throws EnrolmentFailed {
    Base64.Encoder base64 = Base64.getEncoder();
    String body =
        "{\"site\":\"%s\",\"request\":\"%s\",\"proof\":\"%s\"}"
            .formatted(site, base64.encodeToString(request), base64.encodeToString(proof));
    HttpResponse<String> answer =
        send(
            request()
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    if (answer.statusCode() >= FORBIDDEN && answer.statusCode() < 500
        || answer.statusCode() == 400) {
      throw read(
          answer,
          yaml -> {
            yaml.keys().forEach(key -> yaml.optional(key, (node, name) -> name));
            return EnrolmentFailed.refused(yaml.text("detail"), yaml.text("detailEn"));
          });
    }
    return read(answer, Answer::of);
  }

  private <T> T read(HttpResponse<String> answer, Function<YamlNode, T> reader)
      throws EnrolmentFailed {
    try {
      return StrictYaml.read("answer", answer.body(), reader);
    } catch (BadYaml e) {
      throw EnrolmentFailed.notACenter(
          center, answer.statusCode() == OK ? e.toString() : "HTTP " + answer.statusCode());
    }
  }

  private HttpRequest.Builder request() {
    return HttpRequest.newBuilder(center.resolve("/api/enrolment")).timeout(PATIENCE);
  }

  private HttpResponse<String> send(HttpRequest request) throws EnrolmentFailed {
    try {
      return http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw EnrolmentFailed.unreachable(center, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw EnrolmentFailed.unreachable(center, e);
    }
  }

  /// With whom we speak is proven by the code, both ways, and by nothing else; a certificate of the
  /// web server, which on a municipality's own network nobody has signed, adds nothing to it.
  private static SSLContext anybody() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new Anybody()}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has TLS", e);
    }
  }
}
