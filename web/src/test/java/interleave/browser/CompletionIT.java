package interleave.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a reader is offered while typing. */
class CompletionIT {
  private static final String DECLARING = "first-value";
  private static final String TYPING = "still-there";

  @Test
  void whoTypesIsOfferedWhatFitsAlsoWhileAnotherCellRuns(@TempDir Path workspace) {
    try (var chromium = Chromium.launch();
        var server = ServerProcess.jar(workspace)) {
      var view = NotebookView.library(chromium.browser().newContext(), server.address());
      view.openLesson("Welcome");
      view.type(DECLARING, "var words = List.of(\"b\", \"a\");");
      view.run(DECLARING);
      view.awaitName(DECLARING, "ran in");

      view.type(TYPING, " ");
      view.page().keyboard().press("Backspace");
      view.page().keyboard().type("words.str");
      accept(view, "stream()", "Enter");
      assertThat(source(view)).hasText("words.stream()");

      view.type(DECLARING, "Thread.sleep(600_000);");
      view.run(DECLARING);
      view.awaitName(DECLARING, "running");
      view.type(TYPING, "int longest = ");
      view.page().keyboard().type("wor");
      accept(view, "words", "Tab");
      view.page().keyboard().type(".si");
      accept(view, "size()", "Tab");
      assertThat(source(view)).hasText("int longest = words.size()");

      view.page().keyboard().type("; wo");
      assertThat(option(view, "words")).isVisible();
      view.page().keyboard().press("Escape");
      assertThat(option(view, "words")).hasCount(0);
      view.page().keyboard().press("Tab");
      assertThat(option(view, "words")).isVisible();
      view.page().keyboard().press("Escape");
      view.page().keyboard().press("Home");
      view.page().keyboard().press("Tab");
      assertThat(source(view)).hasText("    int longest = words.size(); wo");

      view.page().keyboard().press("End");
      view.page().keyboard().press("Tab");
      assertThat(option(view, "words")).isVisible();
      view.page().keyboard().press("ControlOrMeta+Enter");
      assertThat(option(view, "words")).hasCount(0);
      assertThat(view.complaints()).isEmpty();
    }
  }

  private static void accept(NotebookView view, String text, String key) {
    var option = option(view, text);
    assertThat(option).isVisible();
    assertThat(option).hasAttribute("aria-selected", "true");
    // The list takes no key at first, or it would swallow one that was meant for the text.
    view.page()
        .waitForFunction(
            "opened => performance.now() - opened > 100",
            view.page().evaluate("() => performance.now()"));
    view.page().keyboard().press(key);
  }

  private static Locator option(NotebookView view, String text) {
    // Beside the name, an option shows what it takes and gives.
    return view.page()
        .getByRole(AriaRole.OPTION)
        .filter(
            new Locator.FilterOptions()
                .setHas(view.page().getByText(text, new Page.GetByTextOptions().setExact(true))));
  }

  private static Locator source(NotebookView view) {
    return view.cell(TYPING).locator(".cm-line").first();
  }
}
