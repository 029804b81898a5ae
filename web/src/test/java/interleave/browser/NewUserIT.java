package interleave.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The first half hour of a new user. One server and one browser; each test is a person of their
 * own.
 */
class NewUserIT {
  @TempDir static Path workspaces;
  private static Chromium chromium;

  private ServerProcess server;
  private URI address;
  private BrowserContext browser;

  @BeforeAll
  static void launch() {
    chromium = Chromium.launch();
  }

  @AfterAll
  static void quit() {
    if (chromium != null) {
      chromium.close();
    }
  }

  @BeforeEach
  void start(@TempDir Path workspace) {
    server = ServerProcess.jar(workspace.resolve("my notebooks äöü"));
    address = server.address();
    browser = chromium.browser().newContext();
  }

  @AfterEach
  void end() {
    browser.close();
    server.close();
  }

  private NotebookView open(String name) {
    NotebookView.library(browser, address).page().close();
    return NotebookView.notebook(browser, address, name);
  }

  @Test
  void seesFourSecondsBecomeTwoTenths() {
    var view = NotebookView.library(browser, address);
    view.openLesson("Twenty slow URLs");

    view.run("one-after-another");
    view.awaitName("one-after-another", "running");
    view.awaitName("one-after-another", "ran in");
    view.run("all-at-once");
    view.awaitOutput("all-at-once", "20 requests were under way");

    var slow = view.cell("one-after-another").getByRole(AriaRole.TABLE);
    assertThat(slow).containsText(Pattern.compile("\\d\\D\\d{3}\\Dms2\\d\\.\\d\\D×"));
    var fast = view.cell("all-at-once").getByRole(AriaRole.TABLE);
    assertThat(fast).containsText(Pattern.compile("\\D\\d{3}\\Dms\\d\\.\\d+\\D×"));
    assertThat(view.complaints()).isEmpty();
  }

  @Test
  void seesOutputWhileTheCellStillRuns() {
    var view = open("00-welcome");
    view.type(
        "still-there",
        "IO.println(\"first\"); fetch(slowUrls(1, ofSeconds(3)).getFirst()); IO.println(\"second\");");
    view.run("still-there");
    view.awaitOutput("still-there", "first");
    view.awaitName("still-there", "running");
    view.awaitOutput("still-there", "second");
  }

  @Test
  void seesTheMistakeUnderTheLineAndRepairsIt() {
    var view = open("00-welcome");
    view.run("mistake");
    view.awaitName("mistake", "does not compile");
    assertThat(view.cell("mistake").locator(".cm-lintRange-error")).hasText("\"forty-two\"");
    view.awaitOutput("mistake", "incompatible types");

    view.type("mistake", "int answer = 42;\nanswer * 2");
    view.run("mistake");
    view.awaitName("mistake", "ran in");
    view.awaitOutput("mistake", "84");
    assertThat(view.cell("mistake").locator(".cm-lintRange-error")).hasCount(0);
    assertThat(view.complaints()).isEmpty();
  }

  @Test
  void sortsATableAndSeesValuesChangeInTheirPlaceInEveryTab() {
    var view = open("00-welcome");
    view.type(
        "first-value",
        """
        record Page(String name, int millis) {}
        var place = display("waiting");
        var bar = progress("pages", 2);
        bar.step();
        List.of(new Page("first", 206), new Page("second", 95))\
        """);
    view.run("first-value");
    view.awaitName("first-value", "ran in");
    var other = NotebookView.notebook(browser, address, "00-welcome");
    other.awaitOutput("first-value", "waiting");

    view.type("still-there", "place.update(\"finished\");\nbar.step();\nThread.sleep(600_000);");
    view.run("still-there");
    view.awaitOutput("first-value", "finished");
    other.awaitOutput("first-value", "finished");
    assertThat(other.cell("first-value").locator(".outputs > :not(.out-tools)").first())
        .hasText("finished");
    assertThat(other.cell("first-value").getByRole(AriaRole.PROGRESSBAR))
        .hasAttribute("aria-valuenow", "2");

    var table = view.cell("first-value").getByRole(AriaRole.TABLE);
    table.getByText("millis").focus();
    view.page().keyboard().press("Enter");
    assertThat(table.locator("th[aria-sort=ascending]")).hasText("millis");
    assertThat(table.locator("tbody tr").first()).containsText("second");
    assertThat(Axe.violations(view.page())).isEmpty();
    assertThat(view.complaints()).isEmpty();
  }

  @Test
  void stopsALoopAndKeepsTheVariables() {
    var view = open("00-welcome");
    // "running" is said while the cell still compiles: only what the loop prints shows that it
    // turns.
    view.type(
        "endless",
        "long rounds = 0;\nwhile (true) { if (++rounds == 10) IO.println(\"turning\"); }");
    view.run("endless");
    view.awaitOutput("endless", "turning");
    view.page()
        .getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName("Notebook"))
        .getByRole(
            AriaRole.BUTTON,
            new com.microsoft.playwright.Locator.GetByRoleOptions().setName("Stop"))
        .click();
    view.awaitName("endless", "stopped");
    view.run("rounds");
    view.awaitName("rounds", "ran in");
    assertThat(view.cell("rounds").locator(".outputs")).containsText(Pattern.compile("[1-9]\\d+"));
  }

  @Test
  void closesTheTabInMidRunAndFindsEverythingThere() {
    var view = open("00-welcome");
    view.type(
        "first-value",
        "for (int i = 1; i <= 3; i++) { IO.println(\"line \" + i); Thread.sleep(700); }");
    view.run("first-value");
    view.awaitOutput("first-value", "line 1");
    view.page().close();

    var again = NotebookView.notebook(browser, address, "00-welcome");
    again.awaitOutput("first-value", "line 3");
    again.awaitName("first-value", "ran in");
    assertThat(again.cell("first-value").locator(".cm-content")).containsText("Thread.sleep(700)");
    again.awaitOutput("first-value", "line 1");
  }

  @Test
  void findsTheWorkAgainAfterTheServerWasStartedAnew(@TempDir Path workspace) {
    try (var first = ServerProcess.jar(workspace)) {
      var view = NotebookView.library(browser, first.address());
      view.openLesson("Welcome");
      view.type("first-value", "6 * 7");
      view.run("first-value");
      view.awaitOutput("first-value", "42");
    }
    try (var second = ServerProcess.jar(workspace)) {
      var view = NotebookView.library(browser, second.address());
      view.openLesson("Welcome");
      assertThat(view.cell("first-value").locator(".cm-content")).hasText("6 * 7");
      view.awaitOutput("first-value", "42");
    }
  }

  @Test
  void readsWhatHappenedWhenACellEndsItsJava() {
    var view = open("00-welcome");
    view.type("first-value", "System.exit(1);");
    view.run("first-value");
    view.awaitOutput("first-value", "status 1");
    view.type("still-there", "1 + 1");
    view.run("still-there");
    view.awaitOutput("still-there", "2");

    view.type("first-value", "int again = 20;");
    view.type("still-there", "System.exit(1);");
    view.run("still-there");
    view.awaitName("still-there", "Java was restarted");
    view.awaitName("first-value", "not run");
    view.press("still-there", "Run the cells above again");
    view.awaitName("first-value", "ran in");
    view.type("still-there", "again + 1");
    view.run("still-there");
    view.awaitOutput("still-there", "21");
  }

  @Test
  void seesWhatIsOutdatedAndRunsItWithOneKey() {
    var view = open("00-welcome");
    view.type("first-value", "int rate() { return 2; }");
    view.run("first-value");
    view.awaitName("first-value", "ran in");
    view.type("still-there", "rate() * 10 + (int) Thread.currentThread().getId() * 0");
    view.run("still-there");
    view.awaitOutput("still-there", "20");
    view.awaitOutput("still-there", "deprecated");
    view.awaitName("still-there", "ran in");

    view.type("first-value", "int rate() { return 3; }");
    view.awaitName("first-value", "outdated: edited since");
    view.run("first-value");
    view.awaitName("still-there", "outdated: rate\\(\\) changed since");
    assertThat(view.cell("still-there").getByText("outdated: rate() changed since")).isVisible();
    assertThat(Axe.violations(view.page())).isEmpty();

    view.cell("first-value").locator(".cm-content").click();
    view.page().keyboard().press("Control+Shift+Enter");
    view.awaitOutput("still-there", "30");
    view.awaitName("still-there", "ran in [^,]*$");
    assertThat(view.complaints()).isEmpty();
  }

  @Test
  void worksWithTheKeyboardAlone() {
    var view = open("00-welcome");
    var page = view.page();
    page.waitForSelector("#cell-first-value .cm-content");
    for (int presses = 0; presses < 60 && !inside(page, "first-value"); presses++) {
      page.keyboard().press("Tab");
    }
    assertThat(inside(page, "first-value")).isTrue();
    page.keyboard().press("Shift+Enter");
    view.awaitName("first-value", "ran in");
    assertThat(inside(page, "first-value")).isFalse();
    page.keyboard().press("Shift+Enter"); // over the text between the two cells
    page.keyboard().press("Shift+Enter");
    view.awaitName("still-there", "ran in");
  }

  private static boolean inside(Page page, String id) {
    return (boolean)
        page.evaluate(
            "id => document.activeElement.closest('section')?.id === 'cell-' + id"
                + " && document.activeElement.closest('.cm-editor') !== null",
            id);
  }

  @ParameterizedTest
  @CsvSource({"LIGHT, 390", "LIGHT, 1280", "DARK, 390", "DARK, 1280"})
  void findsNoBarrierOnBothPages(ColorScheme scheme, int width) {
    var options =
        new Browser.NewContextOptions().setColorScheme(scheme).setViewportSize(width, 900);
    try (var person = chromium.browser().newContext(options)) {
      var library = NotebookView.library(person, address);
      assertThat(
              library
                  .page()
                  .getByRole(
                      AriaRole.LINK, new Page.GetByRoleOptions().setName("Twenty slow URLs")))
          .isVisible();
      assertThat(Axe.violations(library.page())).isEmpty();

      library.openLesson("Twenty slow URLs");
      library.run("all-at-once");
      library.awaitName("all-at-once", "ran in");
      assertThat(Axe.violations(library.page())).isEmpty();
      assertThat(
              (boolean)
                  library
                      .page()
                      .evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
          .isTrue();
    }
  }
}
