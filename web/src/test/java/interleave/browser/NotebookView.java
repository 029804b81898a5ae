package interleave.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/** A tab with a notebook in it, in the words of a reader. */
final class NotebookView {

  private final Page page;
  private final List<String> complaints = new CopyOnWriteArrayList<>();

  private NotebookView(Page page, URI server) {
    this.page = page;
    page.onConsoleMessage(message -> {
      if (message.type().equals("error") || message.type().equals("warning")) {
        complaints.add(message.text());
      }
    });
    page.onPageError(complaints::add);
    page.onRequest(request -> {
      var asked = URI.create(request.url().replace("ws:", "http:"));
      if (asked.getScheme().startsWith("http") && asked.getPort() != server.getPort()) {
        complaints.add("left this server: " + request.url());
      }
    });
  }

  /** A new tab at the address that the server printed: the list of lessons. */
  static NotebookView library(BrowserContext browser, URI address) {
    var view = new NotebookView(browser.newPage(), address);
    view.page.navigate(address.toString());
    return view;
  }

  static NotebookView notebook(BrowserContext browser, URI address, String name) {
    var view = new NotebookView(browser.newPage(), address);
    view.page.navigate(address.resolve("/notebooks/" + name).toString());
    if (name.matches("\\d\\d-.*")) {
      view.wholePageWithoutGuesses();
    }
    return view;
  }

  /** For tests that are not about lessons: every cell can be seen and run. */
  private void wholePageWithoutGuesses() {
    var whole = button("Whole page");
    whole.waitFor();
    whole.click(); // does nothing if it is shown already
    assertThat(whole).hasAttribute("aria-pressed", "true");
    var skip = button("Go on without a guess");
    for (int open = skip.count(); open > 0; open--) {
      skip.first().click();
      assertThat(skip).hasCount(open - 1);
    }
  }

  private Locator button(String words) {
    return page.getByRole(
        com.microsoft.playwright.options.AriaRole.BUTTON,
        new Page.GetByRoleOptions().setName(words).setExact(true));
  }

  Page page() {
    return page;
  }

  /** What the console complained about, and every request that left this server. */
  List<String> complaints() {
    return complaints;
  }

  void openLesson(String title) {
    openLessonInSteps(title);
    wholePageWithoutGuesses();
  }

  /** As a learner does: the lesson comes with its first step, or where the learner left it. */
  void openLessonInSteps(String title) {
    page.getByRole(
            com.microsoft.playwright.options.AriaRole.LINK,
            new Page.GetByRoleOptions().setName(title))
        .first()
        .click();
    page.waitForLoadState(LoadState.DOMCONTENTLOADED);
  }

  Locator cell(String id) {
    return page.locator("#cell-" + id);
  }

  /** Puts the text into the cell's editor, as typing would. */
  void type(String id, String source) {
    cell(id).locator(".cm-content").click();
    page.keyboard().press("ControlOrMeta+a");
    page.keyboard().insertText(source);
  }

  void run(String id) {
    cell(id).locator(".cm-content").click();
    page.keyboard().press("Shift+Enter");
  }

  /** A button of the cell, by its words. */
  void press(String id, String words) {
    cell(id)
        .getByRole(
            com.microsoft.playwright.options.AriaRole.BUTTON,
            new Locator.GetByRoleOptions().setName(words))
        .click();
  }

  void awaitName(String id, String words) {
    assertThat(cell(id)).hasAttribute("aria-label", Pattern.compile(words));
  }

  void awaitOutput(String id, String words) {
    assertThat(cell(id).locator(".outputs")).containsText(words);
  }
}
