package jp.yagura.simulators.system;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Debian's Chromium, headless, with WebGL in software and no attempts to reach the internet.
final class Browser implements AutoCloseable {

  private static final List<String> HEADLESS =
      List.of(
          "--no-sandbox",
          "--use-angle=swiftshader",
          "--enable-unsafe-swiftshader",
          "--ignore-gpu-blocklist",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--disable-quic",
          "--no-first-run");

  private static final double LONGEST_WAIT_MILLIS = 30_000;

  private final Playwright playwright;
  private final com.microsoft.playwright.Browser chromium;
  private final List<String> foreignRequests = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();

  Browser() {
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    chromium =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(Path.of("/usr/bin/chromium"))
                    .setArgs(HEADLESS));
  }

  Page open(String address) {
    BrowserContext context =
        chromium.newContext(
            new com.microsoft.playwright.Browser.NewContextOptions()
                .setLocale("ja-JP")
                .setTimezoneId("Asia/Tokyo")
                .setViewportSize(1600, 900));
    context.setDefaultTimeout(LONGEST_WAIT_MILLIS);
    Page page = context.newPage();
    page.onRequest(
        request -> {
          boolean ours = request.url().startsWith(address) || request.url().startsWith("blob:");
          if (!ours && !request.url().startsWith("data:")) {
            foreignRequests.add(request.url());
          }
        });
    page.onPageError(faults::add);
    page.onConsoleMessage(
        message -> {
          if (message.text().contains("Content Security Policy")) {
            faults.add(message.text());
          }
        });
    page.navigate(address);
    return page;
  }

  /// Addresses outside the command center that a page has asked for.
  List<String> foreignRequests() {
    return foreignRequests;
  }

  /// Uncaught errors of pages and breaches of their security policy.
  List<String> faults() {
    return faults;
  }

  @Override
  public void close() {
    playwright.close();
  }
}
