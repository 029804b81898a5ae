package interleave.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.WebSocketRoute;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Whatever happens to the server, the network, the disk or the file: what was typed is there. */
class NeverLostIT {
  private static final double PATIENCE_MS = 60_000;

  /** With all that is easily lost on the way: spaces at the ends, a tab, two kinds of letters. */
  private static final String TEXT = "// grün 漢字 👩‍💻 \\u0041 \"\\n\"  \n\n\tint a = 1;  \n ";

  private static Chromium chromium;
  @TempDir Path workspace;

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
  void write() {
    new NotebookFile(workspace, "one").code("a", "").code("b", "int b = 2;").write();
  }

  private NotebookView open(BrowserContext browser, ServerProcess server) {
    var address = server.address();
    NotebookView.library(browser, address).page().close();
    var view = NotebookView.notebook(browser, address, "one");
    assertThat(view.page().locator("#loading")).isHidden();
    return view;
  }

  @Test
  void theServerIsKilledAndStartedAgain() throws Exception {
    try (var browser = chromium.browser().newContext()) {
      NotebookView view;
      int port;
      try (var first = ServerProcess.jar(workspace)) {
        view = open(browser, first);
        port = java.net.URI.create(view.page().url()).getPort();
        view.type("a", TEXT);
        awaitFile(view, "a", TEXT);
        // Not yet on disk, perhaps not yet sent.
        view.page().keyboard().insertText("2");
        first.handle().destroyForcibly();
        first.handle().onExit().get(1, TimeUnit.MINUTES);
      }
      assertThat(view.page().locator("#offline-text")).containsText("Your text is safe");
      view.page().keyboard().insertText("3"); // nobody is there
      try (var second =
          ServerProcess.jar(
              "--no-open", "--port", "" + port, "--workspace", workspace.toString())) {
        var address = second.address();
        assertThat(address.getPort()).isEqualTo(port);
        // The page finds its way back by itself.
        assertThat(view.page().locator("#offline")).isHidden();
        awaitFile(view, "a", TEXT + "23");
        assertThat(text(view, "a")).isEqualTo(TEXT + "23");
        var other = NotebookView.notebook(browser, address, "one");
        assertThat(other.page().locator("#loading")).isHidden();
        assertThat(text(other, "a")).isEqualTo(TEXT + "23");
        assertThat(text(other, "b")).isEqualTo("int b = 2;");
      }
    }
  }

  @Test
  void theSocketIsCutInMidRunAndTheDiskRefuses() throws Exception {
    try (var server = ServerProcess.jar(workspace);
        var browser = chromium.browser().newContext()) {
      var sockets = new CopyOnWriteArrayList<WebSocketRoute>();
      browser.routeWebSocket(
          url -> true,
          socket -> {
            socket.connectToServer();
            sockets.add(socket);
          });
      var view = open(browser, server);
      var page = view.page();
      view.type(
          "b",
          """
          IO.println("began");
          var line = IO.readln("go on?");
          IO.println("ended " + line);\
          """);
      view.run("b");
      view.awaitOutput("b", "began");
      view.type("a", TEXT);
      int before = sockets.size();
      sockets.getLast().close();
      page.waitForCondition(() -> sockets.size() > before, patience());
      assertThat(page.locator("#offline")).isHidden();
      page.keyboard().insertText("4");
      awaitFile(view, "a", TEXT + "4");
      assertThat(text(view, "a")).isEqualTo(TEXT + "4");
      view.awaitName("b", "running|waits");
      var answer = view.cell("b").locator("input").first();
      answer.fill("yes");
      answer.press("Enter");
      view.awaitOutput("b", "ended yes");

      // The file cannot be written: the page says so, the text stays, and is saved when it can be.
      var file = workspace.resolve("one.ipynb");
      Files.delete(file);
      Files.createDirectories(file.resolve("in the way"));
      view.type("a", TEXT + "5");
      assertThat(page.locator("#unsaved-text")).containsText("Not saved: cannot write one.ipynb");
      assertThat(text(view, "a")).isEqualTo(TEXT + "5");
      assertThat(Axe.violations(page)).isEmpty();
      page.reload();
      assertThat(page.locator("#unsaved-text")).containsText("Not saved: cannot write one.ipynb");
      assertThat(text(view, "a")).isEqualTo(TEXT + "5");
      Files.delete(file.resolve("in the way"));
      Files.delete(file);
      awaitFile(view, "a", TEXT + "5");
      assertThat(page.locator("#unsaved")).isHidden();
    }
  }

  @Test
  void theFileIsChangedByAnotherProgram() throws Exception {
    try (var server = ServerProcess.jar(workspace);
        var browser = chromium.browser().newContext()) {
      var view = open(browser, server);
      var page = view.page();
      view.type("a", "int mine = 1;");
      awaitFile(view, "a", "int mine = 1;");

      new NotebookFile(workspace, "one").code("a", "int theirs = 1;").write();
      var theirs = Files.readAllBytes(workspace.resolve("one.ipynb"));
      assertThat(page.locator("#changed")).isVisible();
      view.type("a", "int mine = 2;");
      assertThat(page.locator("#saved")).hasText("Not saved");
      assertThat(Axe.violations(page)).isEmpty();

      press(page, "Show the difference");
      var difference = dialog(page, "From your text to the file’s");
      assertThat(difference.locator(".new")).containsText("int theirs = 1;");
      assertThat(difference.locator(".gone").first()).containsText("int mine = 2;");
      assertThat(Axe.violations(page)).isEmpty();
      page.keyboard().press("Escape");
      assertThat(Files.readAllBytes(workspace.resolve("one.ipynb"))).isEqualTo(theirs);

      press(page, "Take theirs");
      assertThat(view.cell("b")).hasCount(0);
      awaitCell(view, "a", "int theirs = 1;");
      awaitFile(view, "a", "int theirs = 1;");
      assertThat(page.locator("#changed")).isHidden();

      // What was ours is a revision: seen, taken back, and that taken back.
      view.cell("a").focus();
      page.keyboard().press("Control+Shift+C");
      page.keyboard().type("revisions");
      page.keyboard().press("Enter");
      var panel = dialog(page, "Revisions");
      panel.locator("li").first().getByText("Show").click();
      assertThat(panel.locator(".gone").first()).containsText("int mine = 2;");
      assertThat(Axe.violations(page)).isEmpty();
      panel.locator("li").first().getByText("Restore").click();
      assertThat(panel).hasCount(0);
      awaitCell(view, "a", "int mine = 2;");
      awaitCell(view, "b", "int b = 2;");
      view.cell("a").focus();
      page.keyboard().press("z");
      awaitCell(view, "a", "int theirs = 1;");
      assertThat(view.cell("b")).hasCount(0);
      awaitFile(view, "a", "int theirs = 1;");

      new NotebookFile(workspace, "one").code("a", "int again = 1;").write();
      assertThat(page.locator("#changed")).isVisible();
      press(page, "Keep mine");
      awaitFile(view, "a", "int theirs = 1;");
      assertThat(page.locator("#changed")).isHidden();
      assertThat(view.complaints()).isEmpty();
    }
  }

  /** As the editor holds it, each line break one character. */
  private static String text(NotebookView view, String id) {
    var lines = view.cell(id).locator(".cm-line");
    lines.first().waitFor();
    return String.join("\n", lines.allTextContents());
  }

  private static void awaitCell(NotebookView view, String id, String text) {
    assertThat(view.cell(id).locator(".cm-content")).hasText(text);
  }

  private void awaitFile(NotebookView view, String id, String text) {
    view.page().waitForCondition(() -> text.equals(source(id)), patience());
  }

  /** What the file says of the cell, empty while there is none. */
  private String source(String id) {
    try {
      var file = Files.readString(workspace.resolve("one.ipynb"));
      for (var cell : new JsonMapper().readTree(file).path("cells")) {
        if (cell.path("id").asString("").equals(id)) {
          var source = cell.path("source");
          return source.isString()
              ? source.asString()
              : String.join("", source.valueStream().map(line -> line.asString()).toList());
        }
      }
      return "";
    } catch (IOException e) {
      return "";
    }
  }

  private static void press(Page page, String words) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(words).setExact(true))
        .click();
  }

  private static Locator dialog(Page page, String name) {
    return page.getByRole(AriaRole.DIALOG, new Page.GetByRoleOptions().setName(name));
  }

  private static Page.WaitForConditionOptions patience() {
    return new Page.WaitForConditionOptions().setTimeout(PATIENCE_MS);
  }
}
