package interleave.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person does on the page of the library. */
class LibraryIT {
  @TempDir private static Path workspace;
  private static Chromium chromium;
  private static ServerProcess server;
  private static URI address;

  private BrowserContext person;

  @BeforeAll
  static void start() {
    chromium = Chromium.launch();
    new NotebookFile(workspace, "Kept")
        .text("head", "# Kept")
        .ran("shown", "6 * 7", "text/plain", "42")
        .write();
    server = ServerProcess.jar(workspace);
    address = server.address();
  }

  @AfterAll
  static void end() {
    server.close();
    chromium.close();
  }

  @BeforeEach
  void come() {
    person = chromium.browser().newContext();
  }

  @AfterEach
  void leave() {
    person.close();
  }

  private static Locator button(Page page, String words) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(words).setExact(true));
  }

  private static Locator mine(Page page) {
    return page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("My notebooks"));
  }

  private static Locator link(Page page, String name) {
    return mine(page)
        .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(name).setExact(true));
  }

  private static void choose(Page page, String notebook, String words) {
    button(page, "More for " + notebook).click();
    button(page, words).click();
  }

  private static String download(Page page, String notebook, String form) throws IOException {
    var download =
        page.waitForDownload(() -> {
          button(page, "More for " + notebook).click();
          page.getByRole(
                  AriaRole.BUTTON,
                  new Page.GetByRoleOptions().setName(Pattern.compile("Download as ." + form)))
              .click();
        });
    assertThat(download.suggestedFilename()).isEqualTo(notebook + "." + form);
    return Files.readString(download.path(), StandardCharsets.UTF_8);
  }

  /** Keys alone: a new one, another name, deleted and back, while it is open in another tab. */
  @Test
  void makesRenamesAndDeletesNotebooksWithTheKeyboardAndLosesNothing() {
    var view = NotebookView.library(person, address);
    var page = view.page();
    button(page, "New").focus();
    page.keyboard().press("Enter");
    page.keyboard().type("Kept");
    page.keyboard().press("Enter");
    assertThat(
            page.getByRole(AriaRole.ALERT)
                .filter(new Locator.FilterOptions().setHasText("already")))
        .hasText("There is a notebook “Kept” already.");
    assertThat(Axe.violations(page)).isEmpty();
    page.keyboard().press("ControlOrMeta+a");
    page.keyboard().type("Plans");
    page.keyboard().press("Enter");
    page.waitForURL("**/notebooks/Plans");
    view.type("start-1", "int before = 1;");
    view.run("start-1");
    view.awaitName("start-1", "ran in");

    var library = NotebookView.library(person, address);
    var list = library.page();
    link(list, "Plans").waitFor();
    button(list, "More for Plans").focus();
    list.keyboard().press("Enter");
    list.keyboard().press("Enter"); // Rename is the first
    list.keyboard().press("ControlOrMeta+a");
    list.keyboard().type("Ideas");
    list.keyboard().press("Enter");
    assertThat(link(list, "Ideas")).isVisible();
    assertThat(button(list, "More for Ideas")).isFocused();

    page.waitForURL("**/notebooks/Ideas");
    view.type("start-1", "before + 41"); // the variables are still there
    view.run("start-1");
    view.awaitOutput("start-1", "42");
    assertThat(page.locator("#saved")).containsText("Saved");
    assertThat(workspace.resolve("Plans.ipynb")).doesNotExist();

    choose(list, "Ideas", "Duplicate");
    assertThat(link(list, "Ideas copy")).isVisible();
    choose(list, "Ideas", "Delete");
    assertThat(link(list, "Ideas")).isHidden();
    assertThat(page.locator("#offline")).containsText("was deleted");
    assertThat(workspace.resolve("Ideas.ipynb")).doesNotExist();
    button(list, "Undo").click();
    assertThat(link(list, "Ideas")).isVisible();
    button(page, "Go on").click();
    assertThat(page.locator("#offline")).isHidden();
    view.type("start-1", "\"back again\"");
    view.run("start-1");
    view.awaitOutput("start-1", "back again");

    choose(list, "Ideas copy", "Delete");
    button(list, "Deleted").click();
    list.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Put back Ideas copy"))
        .click();
    assertThat(link(list, "Ideas copy")).isVisible();
    assertThat(library.complaints()).filteredOn(one -> !one.contains("409")).isEmpty();
  }

  @Test
  void takesFilesAndGivesThem(@TempDir Path folder) throws IOException {
    var library = NotebookView.library(person, address);
    var page = library.page();
    var plan =
        Files.writeString(
            folder.resolve("plan.md"),
            """
            # A plan

            Of wombats.

            ```{code-cell} java
            import java.util.List;
            int twice(int n) { return n * factor; }
            ```

            ```{code-cell} java
            int factor = 2;
            var all = List.of(1, 2, 3);
            all.forEach(n -> IO.println("twice " + twice(n)));
            6 * 7
            ```
            """);
    var bad = Files.writeString(folder.resolve("bad.ipynb"), "{\n  \"cells\": oops");
    mine(page).waitFor();
    page.locator("#choose-file").setInputFiles(new Path[] {plan, bad});
    assertThat(link(page, "plan")).isVisible();
    assertThat(mine(page).getByRole(AriaRole.ALERT))
        .containsText("bad.ipynb is not a notebook we can read: line 2");
    page.locator("#choose-file").setInputFiles(plan);
    assertThat(link(page, "plan (2)")).isVisible();

    assertThat(download(page, "Kept", "ipynb")).contains("\"6 * 7\"").contains("\"42\"");
    assertThat(download(page, "Kept", "html"))
        .contains("6 * 7")
        .contains("42")
        .doesNotContain("<script");
    assertThat(download(page, "plan", "md")).contains("```{code-cell} java\nint factor = 2;");
    var java = download(page, "plan", "java");
    assertThat(java).contains("// Run it with Java 25");
    assertThat(printedBy(Files.writeString(folder.resolve("Plan.java"), java)))
        .isEqualTo("twice 2\ntwice 4\ntwice 6\n42\n");
  }

  private static String printedBy(Path source) throws IOException {
    var command =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                source.toString())
            .redirectErrorStream(true)
            .start();
    try (var reader = command.inputReader()) {
      return reader.readAllAsString().replace("\r\n", "\n");
    }
  }

  @Test
  void findsWhatLessonsAndNotebooksSayAndGoesToTheCell() {
    var library = NotebookView.library(person, address);
    var page = library.page();
    mine(page).waitFor();
    page.keyboard().press("/");
    page.keyboard().type("fetchAll urls");
    var found = page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Found"));
    assertThat(found.getByRole(AriaRole.LINK).first()).isVisible();
    assertThat(found).containsText("lesson");
    assertThat(Axe.violations(page)).isEmpty();
    var place = found.getByRole(AriaRole.LINK).first();
    var cell = place.getAttribute("href").replaceAll(".*#", "");
    place.focus();
    page.keyboard().press("Enter");
    assertThat(page.locator("#" + cell)).isInViewport();
    page.goBack();
    mine(page).waitFor();
    page.locator("#search").fill("no such words anywhere");
    assertThat(found).containsText("Nothing was found");
    page.locator("#search").press("Escape");
    assertThat(mine(page)).isVisible();
  }

  @Test
  void seesWhatRunsAndStopsIt() {
    NotebookView.library(person, address); // lets this browser in
    var view = NotebookView.notebook(person, address, "Busy");
    view.type("start-1", "while (true) {}");
    view.run("start-1");
    view.awaitName("start-1", "running");
    var page = NotebookView.library(person, address).page();
    var running = page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Running"));
    var row =
        running.getByRole(AriaRole.LISTITEM).filter(new Locator.FilterOptions().setHasText("Busy"));
    assertThat(row).containsText(Pattern.compile("\\d+ MB, .*since \\d\\d:\\d\\d"));
    assertThat(Axe.violations(page)).isEmpty();
    row.getByRole(AriaRole.BUTTON).click();
    assertThat(row).isHidden();
    assertThat(view.page().locator("#lost")).containsText("Java was stopped, as you asked");
    assertThat(view.cell("start-1").locator(".cm-content")).hasText("while (true) {}");
    view.type("start-1", "6 * 7");
    view.run("start-1");
    view.awaitOutput("start-1", "42");
  }

  @Test
  void keepsNotebooksInFolders() {
    var view = NotebookView.library(person, address);
    var page = view.page();
    button(page, "New").click();
    page.keyboard().type("week 1/loops");
    assertThat(Axe.violations(page)).isEmpty();
    page.keyboard().press("Enter");
    page.waitForURL("**/notebooks/week%201%2Floops");
    view.type("start-1", "6 * 7");
    view.run("start-1");
    view.awaitOutput("start-1", "42");
    page.reload();
    view.awaitOutput("start-1", "42");

    var list = NotebookView.library(person, address).page();
    var folder = mine(list).getByRole(AriaRole.GROUP);
    assertThat(folder).containsText("week 1");
    assertThat(link(list, "loops")).isVisible();
    assertThat(Axe.violations(list)).isEmpty();
    folder.locator("summary").press("Enter");
    assertThat(link(list, "loops")).isHidden();
    folder.locator("summary").press("Enter");
    choose(list, "week 1/loops", "Rename or move …");
    list.keyboard().press("ControlOrMeta+a");
    list.keyboard().type("loops of week 1");
    list.keyboard().press("Enter");
    assertThat(button(list, "More for loops of week 1")).isFocused();
    assertThat(folder).hasCount(0);
    page.waitForURL("**/notebooks/loops%20of%20week%201");
    view.awaitOutput("start-1", "42");
    choose(list, "loops of week 1", "Delete");
    assertThat(view.complaints()).isEmpty();
  }

  @Test
  void findsNoBarrierInAnySizeAndColour() {
    for (var scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
      var options =
          new Browser.NewContextOptions()
              .setColorScheme(scheme)
              .setViewportSize(390, 844)
              .setHasTouch(true)
              .setIsMobile(true);
      try (var phone = chromium.browser().newContext(options)) {
        var page = NotebookView.library(phone, address).page();
        var more = button(page, "More for Kept");
        assertThat(more.boundingBox().height).isGreaterThanOrEqualTo(44);
        assertThat(Axe.violations(page)).isEmpty();
        more.click();
        var first = button(page, "Rename or move …");
        assertThat(first.boundingBox().height).isGreaterThanOrEqualTo(44);
        assertThat(
                (boolean) page.evaluate("() => document.documentElement.scrollWidth <= innerWidth"))
            .isTrue();
      }
    }
  }
}
