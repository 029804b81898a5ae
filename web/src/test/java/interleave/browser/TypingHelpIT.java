package interleave.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a reader is told about a cell before it runs. */
class TypingHelpIT {
  private static final String CELL = "first-value";

  @Test
  void whoTypesSeesWhatACallTakesWhatANameMeansAndWhatIsWrong(@TempDir Path workspace) {
    try (var chromium = Chromium.launch();
        var server = ServerProcess.jar(workspace)) {
      var view = NotebookView.library(chromium.browser().newContext(), server.address());
      view.openLesson("Welcome");
      view.type(CELL, "1 + 1");
      view.run(CELL); // so that there is a kernel
      view.awaitName(CELL, "ran in");

      view.type(CELL, "var urls = slowUrls");
      var keyboard = view.page().keyboard();
      keyboard.type("(20,");
      var tooltip = view.page().locator(".cm-help");
      await(tooltip.locator("b").first(), "Duration each");
      keyboard.press("Escape");
      assertThat(tooltip).hasCount(0);

      keyboard.press("Shift+Tab");
      await(tooltip, "interleave.lab.Lab");
      await(tooltip, "Makes addresses on this machine");
      keyboard.press("Escape");
      assertThat(tooltip).hasCount(0);

      view.type(CELL, "int n = \"two\";");
      assertThat(view.cell(CELL).locator(".cm-lintRange-error")).hasText("\"two\"");
      view.type(CELL, "int n = 2;");
      assertThat(view.cell(CELL).locator(".cm-lintRange-error")).hasCount(0);
      assertThat(view.complaints()).isEmpty();
    }
  }

  private static void await(Locator tooltip, String words) {
    assertThat(tooltip).containsText(words);
  }
}
