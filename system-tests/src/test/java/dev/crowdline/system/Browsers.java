package dev.crowdline.system;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The machine's own chromium; everybody who sits down at it is at another computer. */
final class Browsers implements AutoCloseable {
  private static final List<String> PROGRAMS =
      List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");

  private final Stack stack;
  private final Playwright playwright =
      Playwright.create(
          new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
  private final Browser browser =
      playwright
          .chromium()
          .launch(
              new BrowserType.LaunchOptions()
                  .setExecutablePath(program())
                  .setArgs(
                      List.of(
                          "--no-sandbox",
                          "--disable-gpu",
                          "--disable-quic",
                          "--no-first-run",
                          "--disable-background-networking",
                          "--disable-component-update",
                          "--disable-sync")));

  Browsers(Stack stack) {
    this.stack = stack;
  }

  /** Somebody whom nobody knows yet. */
  Visitor visitor(String name) {
    return visitor(name, "en-GB");
  }

  /** Somebody whom nobody knows yet, and whose browser speaks that language. */
  Visitor visitor(String name, String locale) {
    // Colours are judged when they stand still.
    return new Visitor(
        name,
        stack.url(),
        browser
            .newContext(
                new Browser.NewContextOptions()
                    .setReducedMotion(ReducedMotion.REDUCE)
                    .setLocale(locale))
            .newPage());
  }

  private static Path program() {
    return PROGRAMS.stream()
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no chromium: apt-get install chromium"));
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
