package interleave.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a reader does to cells as wholes: with the keys of JupyterLab, with the pointer, in bulk.
 */
class CellsIT {
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
    new NotebookFile(workspace, "one")
        .text("top", "# Numbers")
        .code("a", "int a = 1;")
        .code("b", "int  b=a+1;")
        .text("more", "## More")
        .code("c", "a + b")
        .write();
    new NotebookFile(workspace, "other").code("x", "int x = 0;").write();
    server = ServerProcess.jar(workspace);
    address = server.address();
    browser = chromium.browser().newContext();
    browser.grantPermissions(List.of("clipboard-read", "clipboard-write"));
    NotebookView.library(browser, address).page().close();
  }

  @AfterEach
  void end() {
    browser.close();
    server.close();
  }

  private NotebookView open(String name) {
    var view = NotebookView.notebook(browser, address, name);
    assertThat(view.page().locator("#loading")).isHidden();
    return view;
  }

  private static void awaitOrder(NotebookView view, String... ids) {
    var expected = List.of(ids).stream().map(id -> "cell-" + id).toList();
    var cells = view.page().locator(".cell");
    try {
      view.page()
          .waitForFunction(
              "expected => JSON.stringify([...document.querySelectorAll('.cell')].map(c => c.id)) === expected",
              "[\"" + String.join("\",\"", expected) + "\"]");
    } catch (TimeoutError e) {
      throw new AssertionError(
          "expected " + expected + ", found " + cells.evaluateAll("all => all.map(c => c.id)"), e);
    }
  }

  private static Locator dialog(NotebookView view, String name) {
    return view.page().getByRole(AriaRole.DIALOG, new Page.GetByRoleOptions().setName(name));
  }

  private static void awaitText(Locator where, String words) {
    assertThat(where).containsText(words);
  }

  @Test
  void theKeyboardAloneIsEnough() {
    var view = open("one");
    var keys = view.page().keyboard();
    // In by the skip link, out of the text by Esc and then Tab.
    keys.press("Tab");
    assertThat(view.page().locator(":focus")).hasText("Skip to the cells");
    keys.press("Enter");
    keys.press("Tab");
    assertThat(view.cell("top")).isFocused();
    keys.press("j");
    keys.press("Enter");
    assertThat(view.cell("a").locator(".cm-content")).isFocused();
    keys.press("Escape");
    keys.press("Tab");
    assertThat(view.cell("a").getByRole(AriaRole.BUTTON).first()).isFocused();
    keys.press("Tab");
    keys.press("Tab");
    assertThat(view.cell("a").locator(".cm-content")).not().isFocused();

    // Another kind, and back.
    view.cell("a").focus();
    keys.press("m");
    assertThat(view.page().locator("#cell-a.text")).isFocused();
    keys.press("y");
    assertThat(view.page().locator("#cell-a.code")).isFocused();

    // Select, delete, take back; what was deleted is in the bin after a reload.
    keys.press("Shift+J");
    assertThat(view.page().locator(".cell.selected")).hasCount(2);
    keys.press("d");
    keys.press("d");
    awaitOrder(view, "top", "more", "c");
    keys.press("z");
    awaitOrder(view, "top", "a", "b", "more", "c");
    keys.press("Shift+Z");
    awaitOrder(view, "top", "more", "c");
    assertThat(view.page().locator("#saved")).hasText(Pattern.compile("Saved.*"));
    view.page().reload();
    view.cell("c").focus();
    palette(keys, view, "bin");
    assertThat(dialog(view, "The bin").getByRole(AriaRole.LISTITEM)).hasCount(2);
    assertThat(Axe.violations(view.page())).isEmpty();
    keys.press("Enter"); // the first of them has the focus
    awaitOrder(view, "top", "b", "more", "c");
    keys.press("Escape");

    // Split where the cursor is, and merge again.
    view.cell("b").focus();
    keys.press("Enter");
    keys.press("End");
    for (int i = 0; i < 4; i++) {
      keys.press("ArrowLeft");
    }
    keys.press("Control+Shift+-");
    assertThat(view.page().locator(".cell")).hasCount(5);
    assertThat(view.cell("b").locator(".cm-line")).hasText("int  b=");
    keys.press("Control+m");
    keys.press("k");
    keys.press("Control+Shift+M");
    awaitOrder(view, "top", "b", "more", "c");
    assertThat(view.cell("b").locator(".cm-line")).hasText(new String[] {"int  b=", "a+1;"});

    // Fold a section, unfold it; the help finds a key.
    view.cell("top").focus();
    keys.press("ArrowLeft");
    assertThat(view.cell("c")).isHidden();
    assertThat(view.cell("top")).containsText("Show 3 cells");
    keys.press("ArrowRight");
    assertThat(view.cell("c")).isVisible();
    keys.press("h");
    keys.type("merge below");
    assertThat(dialog(view, "All keys").locator("dt")).hasCount(2);
    assertThat(dialog(view, "All keys").locator("dt").last()).hasText("Merge with the cell below");
    assertThat(Axe.violations(view.page())).isEmpty();
    keys.press("Escape");
    assertThat(view.cell("top")).isFocused();
    assertThat(Axe.violations(view.page())).isEmpty();
    assertThat(view.complaints()).isEmpty();
  }

  private static void palette(Keyboard keys, NotebookView view, String words) {
    keys.press("Control+Shift+C");
    assertThat(dialog(view, "All commands")).isVisible();
    keys.type(words);
    keys.press("Enter");
  }

  @Test
  void cellsMoveAndAreCopiedToOtherNotebooks() {
    var view = open("one");
    var keys = view.page().keyboard();
    view.cell("a").focus();
    keys.press("Control+Shift+ArrowDown");
    awaitOrder(view, "top", "b", "a", "more", "c");
    assertThat(view.cell("a")).isFocused();

    // By the pointer, to the end.
    view.cell("b").hover();
    var grip = view.cell("b").locator(".grip").boundingBox();
    var last = view.cell("c").boundingBox();
    var mouse = view.page().mouse();
    mouse.move(grip.x + 3, grip.y + 5);
    mouse.down();
    mouse.move(last.x + 50, last.y + last.height / 2);
    mouse.move(last.x + 50, last.y + last.height - 3);
    assertThat(view.page().locator(".drop-line")).isVisible();
    mouse.up();
    awaitOrder(view, "top", "a", "more", "c", "b");

    // With their outputs, as long as they stay in the notebook.
    view.run("a");
    view.awaitName("a", "ran in");
    view.cell("b").focus();
    keys.press("Control+Enter"); // Shift-Enter in the last cell would make another one
    view.awaitName("b", "ran in");
    view.run("c");
    view.awaitOutput("c", "3");
    view.cell("c").focus();
    keys.press("x");
    awaitOrder(view, "top", "a", "more", "b");
    view.cell("top").focus();
    keys.press("v");
    awaitOrder(view, "top", "c", "a", "more", "b");
    view.awaitOutput("c", "3");
    view.awaitName("c", "ran in");

    // Into another notebook: by V from the browser's memory, by Ctrl-V from the system's clipboard.
    view.cell("a").focus();
    keys.press("Shift+J");
    keys.press("c");
    var other = open("other");
    other.cell("x").focus();
    other.page().keyboard().press("v");
    assertThat(other.page().locator(".cell.text h2")).hasText("More");
    assertThat(other.page().locator(".cell.selected")).hasCount(2);
    other.page().keyboard().press("Control+v");
    assertThat(other.page().locator(".cell.text h2")).hasCount(2);
    other.page().keyboard().press("z");
    assertThat(other.page().locator(".cell.text h2")).hasCount(1);

    // Folded for everybody, and after a reload.
    view.cell("c").focus();
    keys.press("o");
    assertThat(view.cell("c").getByText("Show the output")).isVisible();
    view.page().reload();
    view.press("c", "Show the output");
    view.awaitOutput("c", "3");
    assertThat(view.cell("c").locator(".outputs")).isVisible();
    assertThat(view.complaints()).isEmpty();
    assertThat(other.complaints()).isEmpty();
  }

  @Test
  void theQueueIsSeenAndEachCellCanBeTakenOut() {
    var view = open("one");
    var keys = view.page().keyboard();
    view.type("a", "int a = 1;\nwhile (a > 0) Thread.sleep(10);");
    view.run("a");
    view.awaitName("a", "running");
    view.cell("c").focus();
    palette(keys, view, "run this all below");
    view.cell("b").focus();
    keys.press("Control+Enter");
    view.awaitName("b", "number 2 in line");

    view.page().locator("#find-running").click();
    assertThat(view.cell("a")).isFocused();
    view.page().locator("#queue").click();
    var queue = view.page().locator(".queue li");
    assertThat(queue)
        .hasText(
            new Pattern[] {
              Pattern.compile("Cell 1running.*Stop.*"),
              Pattern.compile("Cell 3next in line.*"),
              Pattern.compile("Cell 2number 2 in line.*")
            });
    assertThat(Axe.violations(view.page())).isEmpty();
    queue.nth(1).getByText("Take it out").click();
    assertThat(queue).hasCount(2);
    view.awaitName("b", "next in line");
    keys.press("Escape");

    // Nobody looks: the title tells the end, and how long the wait was stands beside the run.
    view.page()
        .evaluate(
            "Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'hidden' })");
    view.type("b", "1");
    view.press("b", "Take it out");
    view.run("b");
    view.cell("a").focus();
    view.type("a", "int a = 0;");
    view.press("a", "Stop");
    view.awaitName("a", "stopped");
    view.cell("b").focus();
    keys.press("Control+Enter");
    view.awaitOutput("b", "1");
    view.page().waitForCondition(() -> view.page().title().startsWith("✓"));
    assertThat(view.complaints()).isEmpty();
  }

  @Test
  void textIsFoundReplacedAndFormatted() {
    var view = open("one");
    var keys = view.page().keyboard();
    view.type("c", "// first\nIO.println(\"found in an output\");");
    view.run("c");
    view.awaitOutput("c", "found in an output");

    keys.press("Control+f");
    keys.type("OUTPUT");
    var count = view.page().locator("#find-bar .count");
    assertThat(count).hasText(Pattern.compile("\\d of 2"));
    var hits = view.page().locator("#find-bar .hits li");
    assertThat(hits.nth(1)).containsText("Cell 3, output, line 1found in an output");
    keys.press("Enter");
    assertThat(view.page().locator("#find-bar input").first()).isFocused();
    assertThat(Axe.violations(view.page())).isEmpty();

    keys.press("ControlOrMeta+a");
    keys.type("int");
    keys.press("Tab");
    keys.type("long");
    view.page()
        .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Whole words only"))
        .click();
    assertThat(count).hasText(Pattern.compile("\\d of 2"));
    view.page().getByText("Replace all").click();
    assertThat(view.cell("a").locator(".cm-line")).hasText("long a = 1;");
    assertThat(view.cell("b").locator(".cm-line")).hasText("long  b=a+1;");
    keys.press("Escape");
    view.cell("b").focus();
    keys.press("z");
    assertThat(view.cell("a").locator(".cm-line")).hasText("int a = 1;");
    assertThat(view.cell("b").locator(".cm-line")).hasText("int  b=a+1;");

    keys.press("Alt+Shift+F");
    assertThat(view.cell("b").locator(".cm-line")).hasText("int b = a + 1;");
    keys.press("Enter");
    keys.press("Control+/");
    assertThat(view.cell("b").locator(".cm-line")).hasText("// int b = a + 1;");
    keys.press("Control+/");
    view.type("b", "aa aa aa");
    keys.press("Control+Home");
    keys.press("Control+d");
    keys.press("Control+d");
    keys.type("x");
    assertThat(view.cell("b").locator(".cm-line")).hasText("x x aa");
    keys.press("Alt+Shift+F");
    awaitText(view.page().locator(".toast"), "Cell 2: Not formatted, line 1");
    assertThat(view.cell("b").locator(".cm-line")).hasText("x x aa");
    assertThat(view.complaints()).isEmpty();
  }
}
