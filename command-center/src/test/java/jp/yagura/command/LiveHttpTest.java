package jp.yagura.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import jp.yagura.command.kernel.access.Role;
import jp.yagura.command.testing.TestBrowser;
import jp.yagura.command.testing.TestCenter;
import jp.yagura.command.testing.TestSites;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a page gets over HTTP, from the first byte on. */
@Timeout(60)
class LiveHttpTest {

  @TempDir static java.nio.file.Path folder;
  private static TestCenter center;

  @BeforeAll
  static void start() {
    center =
        TestCenter.start(
            Map.of("yagura.sites.import-file", TestSites.writeInto(folder).toString()));
  }

  @AfterAll
  static void stop() {
    center.close();
  }

  @Test
  void aPageGetsTheWholePictureAndThenWhatChanges() throws Exception {
    TestBrowser operator = center.loggedInAs(Role.OPERATOR);
    try (Stream stream = Stream.open(operator, "")) {
      stream.awaitLine("event: reset");
      stream.awaitLine("\"topic\":\"sites\"");
      stream.awaitLine("event: beat");
      note(operator, "堤防を見回り中");
      assertThat(stream.awaitLine("堤防を見回り中")).contains("\"topic\":\"chronology\"");
    }
  }

  @Test
  void aPageThatComesBackGetsOnlyWhatItMissed() throws Exception {
    TestBrowser operator = center.loggedInAs(Role.OPERATOR);
    String last;
    try (Stream stream = Stream.open(operator, "")) {
      stream.awaitLine("event: beat");
      note(operator, "一つ目");
      stream.awaitLine("一つ目");
      last = stream.lastId();
    }
    note(operator, "留守の間に");
    try (Stream stream = Stream.open(operator, "?last=" + last)) {
      String missed = stream.awaitLine("留守の間に");
      assertThat(missed).doesNotContain("一つ目");
      assertThat(stream.everything()).doesNotContain("event: reset");
    }
  }

  @Test
  void anIdThatIsNotKnownAnyMoreBeginsWithASnapshot() throws Exception {
    try (Stream stream = Stream.open(center.loggedInAs(Role.VIEWER), "?last=gone-17")) {
      stream.awaitLine("event: reset");
      stream.awaitLine("\"topic\":\"levels\"");
    }
  }

  @Test
  void nobodyListensWithoutLoggingIn() {
    TestBrowser.Answer answer = center.browser().get("/api/live");
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.code()).isEqualTo("not-logged-in");
  }

  @Test
  void aLineSentTwiceIsWrittenOnce() {
    TestBrowser operator = center.loggedInAs(Role.OPERATOR);
    Map<String, Object> line = Map.of("id", UUID.randomUUID().toString(), "text", "二度送った行");
    assertThat(operator.post("/api/chronology", line).status()).isEqualTo(201);
    assertThat(operator.post("/api/chronology", line).status()).isEqualTo(200);
    String all = operator.get("/api/chronology").http().body();
    assertThat(all.split("二度送った行", -1)).as("once in each language").hasSize(3);
  }

  @Test
  void whoOnlyLooksDoesNotWrite() {
    TestBrowser.Answer answer =
        center
            .loggedInAs(Role.VIEWER)
            .post("/api/chronology", Map.of("id", UUID.randomUUID().toString(), "text", "x"));
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
  }

  @Test
  void aLineWithoutTextIsRefusedBesideItsField() {
    TestBrowser.Answer answer =
        center
            .loggedInAs(Role.OPERATOR)
            .post("/api/chronology", Map.of("id", UUID.randomUUID().toString(), "text", " "));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.http().body()).contains("\"text\"");
  }

  @Test
  void aChartOfASensorThatDoesNotExistIsRefusedInWords() {
    TestBrowser viewer = center.loggedInAs(Role.VIEWER);
    assertThat(viewer.get("/api/sites/inabu/sensors/wl/readings").status()).isEqualTo(200);
    assertThat(viewer.get("/api/sites/nowhere/sensors/wl/readings").code())
        .isEqualTo("site-not-found");
    assertThat(viewer.get("/api/sites/inabu/sensors/zz/readings").code())
        .isEqualTo("sensor-not-found");
    assertThat(viewer.get("/api/sites/inabu/sensors/wl/readings?resolution=fine").status())
        .isEqualTo(400);
  }

  @Test
  void aChartOfATimeThatNoClockShowsIsRefusedBesideItsField() {
    TestBrowser viewer = center.loggedInAs(Role.VIEWER);
    String readings = "/api/sites/inabu/sensors/wl/readings";
    for (String far :
        List.of(
            "-1000000000-01-01T00:00:00Z",
            "1969-12-31T23:59:59Z",
            "%2B10000-01-01T00:00:00Z",
            "%2B1000000000-12-31T23:59:59Z")) {
      assertThat(viewer.get(readings + "?from=" + far).status()).as("from %s", far).isEqualTo(400);
      TestBrowser.Answer to = viewer.get(readings + "?to=" + far);
      assertThat(to.status()).as("to %s", far).isEqualTo(400);
      assertThat(to.get("errors").toString()).contains("field=to");
    }
    assertThat(viewer.get(readings + "?to=1970-01-01T00:00:00Z").status()).isEqualTo(200);
  }

  @Test
  void theBaseMapIsReadInByteRanges() {
    TestBrowser browser = center.browser();
    TestBrowser.Answer part =
        browser.send(browser.request("/map/bundled.pmtiles").header("Range", "bytes=0-6").GET());
    assertThat(part.status()).isEqualTo(206);
    assertThat(part.http().body()).isEqualTo("PMTiles");
  }

  @Test
  void pagesAreAskedForAnewAndTheApiIsKeptNowhere() {
    assertThat(center.browser().get("/").header("Cache-Control")).isEqualTo("no-cache");
    assertThat(center.loggedInAs(Role.VIEWER).get("/api/map").header("Cache-Control"))
        .isEqualTo("no-store");
  }

  @Test
  void theApiDescribesItselfWithoutTheInternet() {
    TestBrowser browser = center.browser();
    assertThat(browser.get("/api-docs/index.html").http().body()).doesNotContain("http");
    assertThat(browser.get("/api-docs/openapi/yagura.yml").http().body())
        .contains("/api/live", "/api/chronology", "/api/session", "/api/map");
  }

  private static void note(TestBrowser who, String text) {
    var answer =
        who.post("/api/chronology", Map.of("id", UUID.randomUUID().toString(), "text", text));
    assertThat(answer.status()).isEqualTo(201);
  }

  /** A page's open stream. */
  private static final class Stream implements AutoCloseable {

    private final HttpClient http;
    private final BufferedReader lines;
    private final StringBuilder seen = new StringBuilder();
    private String id = "";

    private Stream(HttpClient http, InputStream body) {
      this.http = http;
      this.lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    }

    static Stream open(TestBrowser who, String query) throws IOException, InterruptedException {
      HttpClient http =
          HttpClient.newBuilder()
              .cookieHandler(who.cookies())
              .connectTimeout(Duration.ofSeconds(10))
              .build();
      HttpResponse<InputStream> response =
          http.send(
              HttpRequest.newBuilder(center.at("/api/live" + query)).build(),
              HttpResponse.BodyHandlers.ofInputStream());
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.headers().firstValue("Content-Type").orElse(""))
          .startsWith("text/event-stream");
      return new Stream(http, response.body());
    }

    String awaitLine(String part) throws IOException {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        seen.append(line).append('\n');
        if (line.startsWith("id: ")) {
          id = line.substring(4);
        }
        if (line.contains(part)) {
          return line;
        }
      }
      throw new AssertionError("the stream ended before " + part + ":\n" + seen);
    }

    String lastId() {
      return id;
    }

    String everything() {
      return seen.toString();
    }

    @Override
    public void close() {
      http.shutdownNow();
    }
  }
}
