package interleave.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a reader is asked by a cell. */
class InputIT {
  private static final String ASKING = "first-value";
  private static final String NEXT = "still-there";

  @Test
  void whoIsAskedAnswersUnderTheCellAlsoAfterAReloadAndInASecondTab(@TempDir Path workspace) {
    try (var chromium = Chromium.launch();
        var server = ServerProcess.jar(workspace)) {
      var browser = chromium.browser().newContext();
      var address = server.address();
      var view = NotebookView.library(browser, address);
      view.openLesson("Welcome");
      view.type(
          ASKING,
          """
          for (int i = 0; i <= 100; i++) IO.print("\\r" + i + " %");
          IO.println();
          var name = IO.readln("name? ");
          IO.println("hello " + name);
          var keyboard = new Scanner(System.in);
          IO.print("and more? ");
          IO.println(keyboard.hasNextLine() ? "more" : "no more");
          """);
      view.run(ASKING);
      var field = asked(view, "name?");
      assertThat(field).isFocused();
      view.awaitName(ASKING, "running");
      assertThat(view.cell(ASKING).locator(".outputs")).hasText(Pattern.compile("^100 %"));

      // Typing elsewhere is not disturbed, and what is run meanwhile waits.
      view.type(NEXT, "name.length()");
      view.run(NEXT);
      view.awaitName(NEXT, "next in line");

      var other = NotebookView.notebook(browser, address, "00-welcome");
      asked(other, "name?");
      view.page().reload();
      field.fill("Ada");
      field.press("Enter");
      view.awaitOutput(ASKING, "hello Ada");
      assertThat(view.cell(ASKING).locator(".outputs")).containsText("name? Ada");

      assertThat(field(other, "name?")).hasCount(0);
      assertThat(asked(view, "and more?")).isFocused();
      field(other, "and more?").press("Control+d");
      view.awaitOutput(ASKING, "no more");
      view.awaitName(NEXT, "ran in");
      view.awaitOutput(NEXT, "3");
      assertThat(view.cell(ASKING).locator("form")).hasCount(0);

      view.type(ASKING, "IO.readln(\"again? \")");
      view.run(ASKING);
      assertThat(asked(view, "again?")).isFocused();
      assertThat(Axe.violations(view.page())).isEmpty();
      view.cell(ASKING)
          .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Stop"))
          .click();
      view.awaitName(ASKING, "stopped");
      assertThat(view.cell(ASKING).locator("form")).hasCount(0);
      assertThat(view.complaints()).isEmpty();
    }
  }

  /** Waits for as long as a busy machine may take to compile the first cell. */
  private static Locator asked(NotebookView view, String prompt) {
    var field = field(view, prompt);
    field.waitFor(new Locator.WaitForOptions().setTimeout(30_000));
    return field;
  }

  private static Locator field(NotebookView view, String prompt) {
    return view.page().getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName(prompt));
  }
}
