package interleave.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a reader can do with what a cell shows. */
class OutputsIT {

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
    browser.grantPermissions(List.of("clipboard-read", "clipboard-write"));
    NotebookView.library(browser, address).page().close();
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

  private static String copied(NotebookView view) {
    return (String) view.page().evaluate("navigator.clipboard.readText()");
  }

  private static void palette(NotebookView view, String words) {
    view.page().keyboard().press("Control+Shift+C");
    view.page().keyboard().type(words);
    view.page().keyboard().press("Enter");
  }

  @Test
  void muchTextIsFoldedFilteredCopiedAndSaved() throws IOException {
    new NotebookFile(workspace, "much")
        .code(
            "threads",
            """
            for (var name : List.of("ann", "bob")) {
              Thread.ofVirtual().name(name).start(() -> IO.println("I am " + name)).join();
            }
            IO.println("done");\
            """)
        .code("lines", "for (int i = 0; i < 1000; i++) IO.println(\"line \" + i);")
        .write();
    var view = NotebookView.notebook(browser, address, "much");
    view.run("threads");
    view.awaitOutput("threads", "done");
    view.awaitName("threads", "ran in");

    // One thread's words alone, and these alone are copied.
    var from = view.cell("threads").getByLabel("From", new Locator.GetByLabelOptions());
    from.selectOption("bob");
    assertThat(view.cell("threads").locator(".out")).hasCount(1);
    assertThat(view.cell("threads").locator(".out")).containsText("I am bob");
    view.press("threads", "Copy");
    assertThat(view.page().locator(".toast")).hasText("Copied 1 line of outputClose");
    assertThat(copied(view)).isEqualTo("I am bob\n");
    from.selectOption("all 3 threads");
    assertThat(view.cell("threads").locator(".outputs")).containsText("I am ann");
    view.cell("threads").focus();
    palette(view, "copy output");
    assertThat(view.page().locator(".toast")).hasText("Copied 3 lines of outputClose");
    assertThat(copied(view)).isEqualTo("I am ann\nI am bob\ndone\n");

    // Head and tail, the rest on demand; saved whole whether it is open or not.
    view.cell("lines").focus();
    view.page().keyboard().press("Control+Enter");
    view.awaitOutput("lines", "line 999");
    view.awaitName("lines", "ran in");
    var output = view.cell("lines").locator(".outputs");
    assertThat(output).containsText("line 199");
    assertThat(output).not().containsText("line 500");
    var file = view.page().waitForDownload(() -> view.press("lines", "Save as text"));
    assertThat(file.suggestedFilename()).isEqualTo("cell-2-output.txt");
    var saved = workspace.resolve("saved.txt");
    file.saveAs(saved);
    assertThat(Files.readAllLines(saved)).hasSize(1000).startsWith("line 0").endsWith("line 999");
    view.press("lines", "Show all, 700 lines hidden");
    assertThat(output).containsText("line 500");
    assertThat(Axe.violations(view.page())).isEmpty();
    assertThat(view.complaints()).isEmpty();
    view.page().close();
  }

  @Test
  void everyKindIsDrawn() {
    new NotebookFile(workspace, "kinds")
        .text(
            "formula",
            "The mean is $\\frac{1}{n}\\sum_i x_i$, and\n\n$$\na\n= b\n$$\n\nnot $\\nothing{$.")
        .code("terminal", "IO.println(\"\\u001b[31mred\\u001b[0m\"); IO.println(\"10 %\\r20 %\");")
        .code(
            "page",
            """
            display(html("<b style='color: rgb(1, 2, 3)'>bold</b><script>parent.document.title = 'taken'</script>"));
            display(svg("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><rect width='9' height='9'/></svg>"));
            display(json("{\\"a\\": [1, {\\"b\\": true}]}"));
            display(markdown("so $x^2$"));
            record Row(String name, int size) {}
            List.of(new Row("big", 10), new Row("small", 9))\
            """)
        .code("failing", "int half(int n) {\n  return 1 / n;\n}\nhalf(0)")
        .write();
    var view = NotebookView.notebook(browser, address, "kinds");
    for (String cell : List.of("terminal", "page", "failing")) {
      view.run(cell);
    }
    view.awaitName("failing", "failed");

    // LaTeX, by the browser's own formulas; what is none stays as it was written.
    var formula = view.cell("formula");
    assertThat(formula.locator("math")).hasCount(2);
    assertThat(formula.locator("mfrac")).hasCount(1);
    assertThat(formula.locator(".math.wrong")).hasText("\\nothing{");

    // As in a terminal.
    assertThat(view.cell("terminal").locator(".ansi-red")).hasText("red");
    assertThat(view.cell("terminal").locator(".outputs")).containsText("20 %");
    assertThat(view.cell("terminal").locator(".outputs")).not().containsText("10 %");

    // HTML in a frame that cannot reach the page; a drawing, a tree, Markdown, a table.
    var page = view.cell("page");
    var bold = page.frameLocator("iframe").locator("b");
    assertThat(bold).hasCSS("color", "rgb(1, 2, 3)");
    assertThat(view.page()).hasTitle("kinds – Interleave");
    assertThat(page.locator("iframe")).hasAttribute("sandbox", "allow-scripts");
    assertThat(page.locator(".out img")).hasJSProperty("naturalWidth", 9);
    assertThat(page.locator(".json")).containsText("1: {1 key}");
    page.locator(".json summary").last().click();
    assertThat(page.locator(".json").getByText("true")).isVisible();
    page.locator(".json summary").first().click();
    assertThat(page.locator(".json").getByText("true")).isHidden();
    assertThat(page.locator(".out .prose math")).hasCount(1);
    var sizes = page.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("size"));
    sizes.click();
    assertThat(page.locator("tbody tr").first()).containsText("small");
    sizes.click();
    assertThat(page.locator("tbody tr").first()).containsText("big");

    // A frame of the stack leads to its line.
    view.cell("failing")
        .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("line 2"))
        .first()
        .click();
    assertThat(view.cell("failing").locator(".cm-content")).isFocused();
    assertThat(
            (int)
                view.page()
                    .evaluate(
                        "getSelection().anchorNode.parentElement.closest('.cm-line').textContent.includes('1 / n') ? 1 : 0"))
        .isEqualTo(1);
    assertThat(Axe.violations(view.page())).isEmpty();
    // The script in the frame is refused, which the browser reports.
    assertThat(view.complaints()).allMatch(said -> said.contains("Content Security Policy"));
    view.page().close();
  }
}
