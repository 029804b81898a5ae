package interleave.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * The Chromium of this machine, driven by Playwright. Nothing is downloaded: the driver is the npm
 * package that {@code web/client} has installed, run by the Node that built the page.
 */
final class Chromium implements AutoCloseable {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "chrome", "chrome.exe", "msedge");
  private static final List<String> PLACES =
      List.of(
          "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
          "/Applications/Chromium.app/Contents/MacOS/Chromium",
          "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
          "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe");

  /**
   * The sandbox cannot start as root, as in a container; the rest keeps the browser from calling
   * home.
   */
  private static final List<String> FLAGS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  /** A busy machine may take as long to compile a cell. */
  private static final double PATIENCE_MS = 60_000;

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  /** Skips the calling test, with a plain line, on a machine without Chromium. */
  static Chromium launch() {
    var executable = find();
    Assumptions.assumeTrue(
        executable.isPresent(),
        "browser tests skipped: no Chromium or Chrome on the PATH (or set CHROMIUM to its file)");
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
    var environment = new HashMap<>(System.getenv());
    environment.put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    environment.put("PLAYWRIGHT_NODEJS_PATH", "node");
    var playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
    return new Chromium(
        playwright,
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(executable.orElseThrow())
                    .setArgs(FLAGS)));
  }

  private static Optional<Path> find() {
    var named = Optional.ofNullable(System.getenv("CHROMIUM")).stream();
    var onPath =
        Stream.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator))
            .flatMap(folder -> NAMES.stream().map(name -> folder + File.separator + name));
    return Stream.of(named, onPath, PLACES.stream())
        .flatMap(places -> places)
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }

  Browser browser() {
    return browser;
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
