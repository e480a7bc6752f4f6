package jp.yagura.command.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jp.yagura.command.testing.TestBrowser;
import jp.yagura.command.testing.TestBrowser.Answer;
import jp.yagura.command.testing.TestCenter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageCachingHttpTest {

  private static final Pattern ASSET = Pattern.compile("/assets/[^\"]+\\.js");
  private static final String FOR_EVER = "public, max-age=31536000, immutable";

  private TestCenter center;
  private TestBrowser browser;

  @BeforeAll
  void start() {
    center = TestCenter.start();
    browser = center.browser();
  }

  @AfterAll
  void stop() {
    center.close();
  }

  @Test
  void aFileWhoseNameHoldsItsHashIsKeptForEverAlsoInPartAndWhenItIsKnown() {
    String asset = asset();
    Answer whole = browser.get(asset);
    assertThat(whole.status()).isEqualTo(200);
    assertThat(policy(whole)).isEqualTo(FOR_EVER);
    Answer part = browser.send(browser.request(asset).GET().header("Range", "bytes=0-9"));
    assertThat(part.status()).isIn(200, 206);
    assertThat(policy(part)).isEqualTo(FOR_EVER);
    Answer known =
        browser.send(
            browser
                .request(asset)
                .GET()
                .header("If-Modified-Since", whole.header("Last-Modified")));
    assertThat(known.status()).isEqualTo(304);
    assertThat(policy(known)).isEqualTo(FOR_EVER);
  }

  @Test
  void anAssetThatIsMissingIsAskedForAgain() {
    Answer missing = browser.get("/assets/of-the-next-version-1a2b3c.js");
    assertThat(missing.status()).isEqualTo(404);
    assertThat(policy(missing)).isEqualTo("no-store");
  }

  @Test
  void pagesAreAskedForAnewAndAnswersAndErrorsAreKeptNowhere() {
    assertThat(policy(browser.get("/"))).isEqualTo("no-cache");
    assertThat(policy(browser.get("/api/login-options"))).isEqualTo("no-store");
    assertThat(policy(browser.get("/api/session"))).isEqualTo("no-store");
    assertThat(policy(browser.get("/no-such-page"))).isEqualTo("no-store");
  }

  private String asset() {
    Matcher found = ASSET.matcher(browser.get("/").http().body());
    assertThat(found.find()).isTrue();
    return found.group();
  }

  private static String policy(Answer answer) {
    return answer.header("Cache-Control");
  }
}
