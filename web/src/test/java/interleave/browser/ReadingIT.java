package interleave.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Media;
import java.net.URI;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A notebook as it is read: on a phone, on a projector, on paper, and by the keyboard alone. */
class ReadingIT {

  @TempDir static Path workspace;
  private static Chromium chromium;
  private static ServerProcess server;
  private static URI address;
  private static BrowserContext browser;

  @BeforeAll
  static void start() {
    chromium = Chromium.launch();
    server = ServerProcess.jar(workspace);
    address = server.address();
    browser = chromium.browser().newContext();
    NotebookView.library(browser, address).page().close();
    new NotebookFile(workspace, "read")
        .text("top", "# Numbers\n\nSome words.")
        .text("first", "## First part")
        .code("a", "IO.println(\"an output\");")
        .text("second", "## Second part")
        .code("b", "while (true) Thread.sleep(10);")
        .write();
  }

  @AfterAll
  static void end() {
    if (server != null) {
      server.close();
    }
    if (chromium != null) {
      chromium.close();
    }
  }

  private static NotebookView open() {
    var view = NotebookView.notebook(browser, address, "read");
    assertThat(view.page().locator("#loading")).isHidden();
    return view;
  }

  private static void palette(Page page, String words) {
    page.keyboard().press("Control+Shift+C");
    page.keyboard().type(words);
    page.keyboard().press("Enter");
  }

  private static void tabTo(Page page, String selector) {
    for (int i = 0; i < 60 && page.locator(selector + ":focus").count() == 0; i++) {
      page.keyboard().press("Tab");
    }
    assertThat(page.locator(selector + ":focus")).hasCount(1);
  }

  private static Object fits(Page page) {
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth");
  }

  @Test
  void readInManyWays() {
    var view = open();
    var page = view.page();
    var keys = page.keyboard();
    var head = page.locator("#head");
    var leave = page.locator(".leave");

    // The contents lead to a section.
    view.cell("top").focus();
    keys.press("t");
    page.locator(".menu a", new Page.LocatorOptions().setHasText("Second part")).click();
    assertThat(page).hasURL(Pattern.compile("#step-3$"));

    // Nothing but the cells, until Esc.
    view.cell("top").focus();
    keys.press("Shift+D");
    assertThat(head).isHidden();
    assertThat(leave).hasText("Leave zen modeEsc");
    assertThat(Axe.violations(page)).isEmpty();
    view.cell("top").focus();
    keys.press("Escape");
    assertThat(head).isVisible();
    assertThat(leave).isHidden();

    // For a room: large, a section at a time.
    keys.press("Shift+P");
    assertThat(page.locator("html.presenting")).hasCount(1);
    keys.press("PageDown");
    assertThat(view.cell("first")).isFocused();
    keys.press("PageDown");
    assertThat(view.cell("second")).isFocused();
    leave.click();
    assertThat(page.locator("html.presenting")).hasCount(0);

    // The size of the text and the theme are kept.
    view.cell("top").focus();
    keys.press("+");
    assertThat(page.locator("html")).hasCSS("font-size", "17.92px");
    palette(page, "theme dark");
    assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
    assertThat(page.locator("#said")).containsText("Theme: dark");
    assertThat(Axe.violations(page)).isEmpty();
    page.reload();
    assertThat(page.locator("html")).hasCSS("font-size", "17.92px");
    assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
    view.cell("top").focus();
    keys.press("=");
    assertThat(page.locator("html")).hasCSS("font-size", "16px");

    // A phone; 1280 px wide at 200 %; paper, which is white.
    for (int width : new int[] {390, 640, 1920}) {
      page.setViewportSize(width, 800);
      assertThat(fits(page)).as("%d px fit", width).isEqualTo(true);
    }
    page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
    assertThat(head).isHidden();
    assertThat(page.locator(".tools")).isHidden();
    assertThat(page.locator("html")).hasCSS("color-scheme", "light");
    assertThat(view.cell("b").getByText("Thread.sleep")).isVisible();
    assertThat(view.complaints()).isEmpty();
    page.close();
  }

  @Test
  void theKeyboardLeadsFromTheLibraryToTheOutputAndOn() {
    var library = NotebookView.library(browser, address);
    var page = library.page();
    assertThat(page.locator("#lessons[aria-busy]")).hasCount(0);
    assertThat(Axe.violations(page)).isEmpty();
    tabTo(page, "a[href*='/notebooks/01-']");
    page.keyboard().press("Enter");
    page.waitForURL(Pattern.compile(".*/notebooks/01-.*"));
    assertThat(page.locator("#loading")).isHidden();
    tabTo(page, ".cell");
    assertThat(Axe.violations(page)).isEmpty();
    page.close();

    var view = open();
    page = view.page();
    var keys = page.keyboard();
    tabTo(page, ".cell");
    keys.press("j");
    keys.press("j");
    assertThat(view.cell("a")).isFocused();
    keys.press("Shift+Enter");
    view.awaitOutput("a", "an output");
    view.awaitName("a", "^Cell 1, code, ran");
    assertThat(view.cell("second")).isFocused();

    keys.press("j");
    keys.press("Control+Enter");
    view.awaitName("b", "^Cell 2, code, running");
    view.cell("b").focus();
    keys.press("i");
    keys.press("i");
    view.awaitName("b", "^Cell 2, code, stopped");

    keys.press("b");
    assertThat(page.locator(".cell")).hasCount(6);
    keys.press("Enter");
    var editor = page.locator(".cell").last().locator(".cm-content");
    assertThat(editor).isFocused();
    keys.press("Escape");
    keys.press("Tab");
    assertThat(editor).not().isFocused();
    tabTo(page, ".cell:last-of-type button");
    assertThat(page.locator("[aria-live=polite], [role=status]:not(:empty)").first()).isAttached();
    assertThat(page.getByRole(AriaRole.MAIN)).hasCount(1);
    assertThat(view.complaints()).isEmpty();
    page.close();
  }
}
