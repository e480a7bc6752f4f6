package jp.yagura.simulators.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import jp.yagura.shared.id.SensorId;
import jp.yagura.shared.testing.Eventually;
import jp.yagura.shared.testing.FreePorts;
import jp.yagura.shared.wire.Reading;
import jp.yagura.simulators.fleet.DeviceNature;
import jp.yagura.simulators.fleet.Fleet;
import jp.yagura.simulators.fleet.FleetClient;
import jp.yagura.simulators.fleet.FleetMeter;
import jp.yagura.simulators.fleet.FleetOptions;
import jp.yagura.simulators.plan.FleetPlan;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an operator sees and does, in a real browser, with a real command center behind it.
class ConsoleStoryIT {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final SensorId WATER = new SensorId("wl");

  @TempDir Path folder;
  private int mqtt;
  private int http;
  private City city;
  private CommandCenterProcess center;
  private Fleet fleet;
  private Browser browser;

  @BeforeEach
  void start() throws Exception {
    mqtt = FreePorts.one();
    http = FreePorts.one();
    city = City.prepare(folder.resolve("city"), "tcp://127.0.0.1:" + mqtt, "--agent", "none");
    Files.writeString(
        folder.resolve("accounts.yaml"),
        """
        accounts:
          - {name: operator, displayName: 総務 花子, roles: [operator], password: test-operator-1}
          - {name: admin, displayName: 管理, roles: [admin], password: test-admin-12}
        """);
    center = startCenter();
    fleet = new Fleet(FleetOptions.standard(), InstantSource.system(), new FleetMeter());
    FleetPlan plan = FleetPlan.in(city.folder());
    plan.devices()
        .forEach(
            device ->
                fleet.add(
                    plan.broker(),
                    device.identity(plan.municipality()),
                    new DeviceNature(
                        "simulator test",
                        device.sensors().stream().map(FleetPlan.Sensor::id).toList())));
    fleet.connectAll().orTimeout(SOON.toSeconds(), TimeUnit.SECONDS).join();
    browser = new Browser();
  }

  @AfterEach
  void stop() {
    browser.close();
    fleet.close();
    center.close();
  }

  private CommandCenterProcess startCenter() {
    return CommandCenterProcess.start(
        folder,
        """
        demo: true
        data: %s
        http: {host: 127.0.0.1, port: %d}
        broker: {embedded: {host: 127.0.0.1, port: %d}}
        sites: {import-file: "%s"}
        accounts: {import-file: "%s"}
        """
            .formatted(
                folder.resolve("data"),
                http,
                mqtt,
                city.registry(),
                folder.resolve("accounts.yaml")));
  }

  @Test
  void anOperatorLogsInSeesARiverRiseAndWritesItDown() {
    Page page = browser.open(center.http());

    field(page, "アカウント名").fill("operator");
    field(page, "パスワード").fill("wrong-password-1");
    button(page, "ログイン").click();
    assertThat(field(page, "アカウント名")).hasValue("operator");
    assertThat(page.getByRole(AriaRole.ALERT).first()).isVisible();
    field(page, "パスワード").fill("test-operator-1");
    button(page, "ログイン").click();

    page.locator("[data-map=idle]").waitFor();
    assertThat(page.getByText("訓練").first()).isVisible();
    assertThat(sites(page)).containsText("稲生");

    measure("inabu", 500);
    assertThat(sites(page)).containsText("0.50");
    long before = System.nanoTime();
    measure("inabu", 3_300);
    assertThat(siteRow(page, "稲生")).containsText("氾濫危険");
    long millis = Duration.ofNanos(System.nanoTime() - before).toMillis();
    System.out.println("from the reading to the operator's eye: " + millis + " ms");
    assertThat(chronology(page)).containsText("稲生 水位上昇 段階4 氾濫危険水位 3.30 m");

    page.keyboard().press("n");
    page.keyboard().type("稲生の住民から電話。堤防の内側に水たまり。");
    page.keyboard().press("Enter");
    assertThat(chronology(page)).containsText("堤防の内側に水たまり");

    siteRow(page, "稲生").click();
    assertThat(page.getByLabel("稲生 子局")).containsText("氾濫危険");
    page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/console-story.png")));

    page.reload();
    page.locator("[data-map=idle]").waitFor();
    assertThat(siteRow(page, "稲生")).containsText("氾濫危険");
    assertThat(chronology(page)).containsText("堤防の内側に水たまり");
    assertThat(axe(page)).isEmpty();
    assertThat(browser.foreignRequests()).isEmpty();
    assertThat(browser.faults()).isEmpty();
  }

  @Test
  void whatIsWrittenWhileTheCommandCenterIsDeadArrivesOnceWhenItLivesAgain() {
    Page page = browser.open(center.http());
    field(page, "アカウント名").fill("operator");
    field(page, "パスワード").fill("test-operator-1");
    button(page, "ログイン").click();
    page.locator("[data-map=idle]").waitFor();

    center.kill();
    page.keyboard().press("n");
    page.keyboard().type("停電中に書いた記録");
    page.keyboard().press("Enter");
    assertThat(chronology(page)).containsText("停電中に書いた記録");
    assertThat(chronology(page)).containsText("未送信");

    center = startCenter();
    assertThat(chronology(page)).not().containsText("未送信");
    Locator lines = chronology(page).getByText("停電中に書いた記録");
    assertThat(lines).hasCount(1);
  }

  private void measure(String site, long millimetres) {
    FleetClient device =
        fleet.clients().stream()
            .filter(client -> client.identity().address().site().value().equals(site))
            .findFirst()
            .orElseThrow();
    device.offer(List.of(Reading.normal(WATER, InstantSource.system().instant(), millimetres)));
    Eventually.until("the reading to be durable", SOON, () -> device.waiting() == 0);
  }

  private static Locator sites(Page page) {
    return page.getByRole(AriaRole.NAVIGATION, new Page.GetByRoleOptions().setName("子局"));
  }

  private static Locator siteRow(Page page, String name) {
    return sites(page)
        .getByRole(AriaRole.BUTTON)
        .filter(new Locator.FilterOptions().setHasText(name));
  }

  private static Locator chronology(Page page) {
    return page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("クロノロジー"));
  }

  private static Locator field(Page page, String name) {
    return page.getByRole(
        AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  /// The rules of accessibility that the page breaks.
  private static List<?> axe(Page page) {
    try { // evaluated, not added as a tag: our own pages run no inline script
      page.evaluate(
          Files.readString(Path.of("../command-center/console/node_modules/axe-core/axe.min.js")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Object found =
        page.evaluate("() => axe.run().then(r => r.violations.map(v => v.id + ': ' + v.help))");
    return found instanceof List<?> rules ? rules : List.of(String.valueOf(found));
  }
}
