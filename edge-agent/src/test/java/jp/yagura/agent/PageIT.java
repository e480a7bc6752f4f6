package jp.yagura.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import jp.yagura.agent.log.LogLines;
import jp.yagura.shared.testing.Eventually;
import jp.yagura.shared.testing.RealBroker;
import jp.yagura.shared.wire.AlarmKind;
import jp.yagura.shared.wire.UpMessage.Alarm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The page on the spot of a whole agent, over real HTTP.
@Timeout(60)
class PageIT {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final String PIN = "135790";
  private static final String JSON = "application/json";

  private final HttpClient http = HttpClient.newHttpClient();
  private RealBroker broker;
  private StandInCenter center;
  private Agent agent;
  private int port;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    broker =
        RealBroker.with()
            .user(SiteText.USER, SiteText.PASSWORD)
            .user("center", SiteText.PASSWORD)
            .acl(SiteText.ACL)
            .start();
    center = new StandInCenter(broker.uri());
    SiteText site =
        SiteText.in(folder)
            .broker(broker.uri())
            .also(
                "name: 稲生\nnameEn: Inabu\nlocal: {listen: \"127.0.0.1:0\", pin: \""
                    + PIN
                    + "\"}\n");
    agent = Agent.start(site.config(), InstantSource.system());
    Eventually.until(SOON, () -> agent.pageAddress().isPresent());
    port = agent.pageAddress().orElseThrow().getPort();
  }

  @AfterEach
  void stop() throws Exception {
    agent.close();
    center.close();
    broker.close();
    http.close();
  }

  @Test
  void whoeverStandsThereSeesHowTheBoxIs() throws Exception {
    Eventually.until(
        SOON, () -> state().matches(".*\"durableAt\":\\d.*") && state().contains("\"value\":"));
    assertThat(state())
        .contains("\"ja\":\"稲生\"", "\"en\":\"Inabu\"", "\"state\":\"MAINS\"", "\"millivolts\":27")
        .contains("\"mayTest\":true", "\"software\":\"yagura-agent/", "\"pictureAt\":null")
        .doesNotContain(PIN, SiteText.PASSWORD);
  }

  @Test
  void thePageIsSmallAndFetchesNothingFromElsewhere() throws Exception {
    int bytes = 0;
    for (String path : List.of("/", "/page.css", "/page.js")) {
      HttpResponse<String> file = get(path);
      assertThat(file.statusCode()).isEqualTo(200);
      assertThat(file.body()).doesNotContain("http://", "https://", "//cdn", "@import");
      assertThat(file.headers().firstValue("content-security-policy"))
          .hasValueSatisfying(policy -> assertThat(policy).startsWith("default-src 'none'"));
      assertThat(file.headers().firstValue("x-content-type-options")).contains("nosniff");
      bytes += file.body().getBytes(StandardCharsets.UTF_8).length;
    }
    assertThat(bytes).isLessThan(60_000);
  }

  @Test
  void aTestMessageIsShownOnItsWayUntilHeadquartersHasIt() throws Exception {
    assertThat(test(PIN).statusCode()).isEqualTo(202);
    Eventually.until(
        SOON, () -> state().matches(".*\"recordedAt\":\\d+,\"takenAt\":\\d+,\"durableAt\":\\d+.*"));
    assertThat(center.events())
        .filteredOn(event -> event instanceof Alarm alarm && alarm.kind() == AlarmKind.TEST)
        .hasSize(1);
    HttpResponse<String> again = test(PIN);
    assertThat(again.statusCode()).isEqualTo(429);
    assertThat(again.body()).contains("\"code\":\"too-soon\"");
  }

  @Test
  void aTestMessageThatNobodyConfirmsIsNotShownAsConfirmed() throws Exception {
    center.confirm(false);
    assertThat(test(PIN).statusCode()).isEqualTo(202);
    Eventually.until(SOON, () -> state().matches(".*\"takenAt\":\\d+,\"durableAt\":null.*"));
  }

  @Test
  void wrongPinsLockItForEverybodyAndAreNeverWrittenDown() throws Exception {
    for (String wrong : List.of("000001", "000002", "000003")) {
      HttpResponse<String> answer = test(wrong);
      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(answer.body()).contains("暗証番号が違います", "The PIN is wrong");
    }
    HttpResponse<String> right = test(PIN);
    assertThat(right.statusCode()).as("not even looked at").isEqualTo(429);
    assertThat(right.headers().firstValueAsLong("retry-after").orElse(0)).isPositive();
    assertThat(LogLines.last(200)).noneMatch(line -> line.contains("00000") || line.contains(PIN));
  }

  @ParameterizedTest(name = "{0} {1} from {2} as {3}")
  @CsvSource({
    "GET,  /etc/passwd,           ,                    ,                404",
    "GET,  /../page.css,          ,                    ,                404",
    "GET,  /onthespot/page.html,  ,                    ,                404",
    "GET,  /test,                 ,                    ,                405",
    "POST, /,                     ,                    ,                405",
    "PUT,  /test,                 ,                    ,                405",
    "GET,  /picture,              ,                    ,                404",
    "POST, /test,                 ,                    application/json, 403",
    "POST, /test,                 http://evil.example, application/json, 403",
    "POST, /test,                 SELF,                text/plain,       403",
  })
  void whatIsNotOfferedIsRefusedInBothLanguages(
      String method, String path, String origin, String type, int status) throws Exception {
    StringBuilder request =
        new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n");
    if (origin != null) {
      String from = origin.equals("SELF") ? "http://127.0.0.1:" + port : origin;
      request.append("Origin: ").append(from).append("\r\n");
    }
    if (type != null) {
      request.append("Content-Type: ").append(type).append("\r\n");
    }
    String answer = raw(request + "Content-Length: 16\r\n\r\n{\"pin\":\"" + PIN + "\"}");
    assertThat(answer).startsWith("HTTP/1.1 " + status);
    assertThat(answer).contains("application/problem+json", "\"title\":", "\"titleEn\":");
    assertThat(center.events())
        .noneMatch(event -> event instanceof Alarm a && a.kind() == AlarmKind.TEST);
  }

  @Test
  void aNameFromTheInternetThatPointsHereGetsNothing() throws Exception {
    assertThat(raw("GET /state HTTP/1.1\r\nHost: rebind.example\r\n\r\n"))
        .startsWith("HTTP/1.1 403");
    assertThat(raw("GET /state HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 403");
  }

  @Test
  void bytesThatAreTooManyOrMeanNothingAreRefused() throws Exception {
    String host = "Host: 127.0.0.1\r\n";
    assertThat(raw("GET /" + "a".repeat(600) + " HTTP/1.1\r\n" + host + "\r\n"))
        .startsWith("HTTP/1.1 4");
    assertThat(raw("GET / HTTP/1.1\r\n" + host + "X: " + "a".repeat(5_000) + "\r\n\r\n"))
        .startsWith("HTTP/1.1 413");
    assertThat(raw("POST /test HTTP/1.1\r\n" + host + "Content-Length: 100000\r\n\r\n"))
        .startsWith("HTTP/1.1 413");
    assertThat(raw("\u0000\u0001\u0002 nonsense\r\n\r\n")).startsWith("HTTP/1.1 4");
  }

  @Test
  void strangersWhoHoldConnectionsOpenAreHungUpOnAndSensingGoesOn() throws Exception {
    List<Socket> strangers = new ArrayList<>();
    try {
      for (int i = 0; i < 40; i++) {
        Socket stranger = new Socket();
        stranger.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 5_000);
        stranger.setSoTimeout(20_000);
        strangers.add(stranger);
      }
      int before = center.readings().size();
      for (Socket stranger : strangers) {
        assertThat(isHungUp(stranger)).as("without a request there is no connection").isTrue();
      }
      assertThat(center.readings().size()).isGreaterThan(before);
    } finally {
      for (Socket stranger : strangers) {
        stranger.close();
      }
    }
    assertThat(get("/state").statusCode()).isEqualTo(200);
  }

  private static boolean isHungUp(Socket stranger) throws IOException {
    try (InputStream in = stranger.getInputStream()) {
      return in.read() < 0;
    } catch (SocketException reset) {
      return true;
    }
  }

  private String state() throws IOException, InterruptedException {
    return get("/state").body();
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(HttpRequest.newBuilder(at(path)).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> test(String pin) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(at("/test"))
            .header("Origin", "http://127.0.0.1:" + port)
            .header("Content-Type", JSON)
            .POST(BodyPublishers.ofString("{\"pin\":\"" + pin + "\"}"))
            .build(),
        BodyHandlers.ofString());
  }

  private URI at(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  private String raw(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        OutputStream out = socket.getOutputStream();
        InputStream in = socket.getInputStream()) {
      socket.setSoTimeout(15_000);
      out.write(request.getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
