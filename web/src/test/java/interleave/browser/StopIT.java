package interleave.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stop, when there is something that does not listen to it, or no cell that runs. */
class StopIT {
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

  @Test
  void namesTheCallThatDoesNotListenReplacesJavaAndOffersTheCellsAboveAgain() {
    var view = NotebookView.notebook(browser, address, "00-welcome");
    view.type("first-value", "int kept = 41;");
    view.run("first-value");
    view.awaitName("first-value", "ran in");

    accept(view, "still-there");
    view.press("still-there", "Stop");
    assertThat(stubborn(view))
        .contains("the platform thread “cell still-there”, in ServerSocket.accept, Cell")
        .contains("line 4");
    view.awaitName("still-there", "Java was restarted");
    view.awaitOutput("still-there", "One thread did not listen to the stop:");
    view.awaitOutput("still-there", "in ServerSocket.accept");
    view.awaitOutput("still-there", "Java had to be restarted");
    assertThat(view.cell("still-there").locator(".progress.left")).isVisible();
    assertThat(view.page().locator("#stubborn")).isHidden();
    assertThat(Axe.violations(view.page())).isEmpty();

    view.press("still-there", "Run the cells above again");
    view.awaitName("first-value", "ran in");
    view.type("still-there", "kept + 1");
    view.run("still-there");
    view.awaitOutput("still-there", "42");

    accept(view, "still-there");
    view.press("still-there", "Stop");
    view.page()
        .waitForFunction(
            "() => !document.getElementById('stubborn').hidden"
                + " && (document.getElementById('kill').click(), true)");
    view.awaitOutput("still-there", "at once, as you asked");
    view.type("still-there", "1 + 1");
    view.run("still-there");
    view.awaitOutput("still-there", "2");
    assertThat(view.complaints()).isEmpty();
  }

  @Test
  void keepsTheVariablesAndSaysWhichThreadGoesOnUntilARestart() {
    String busy = "one-after-another";
    String next = "all-at-once";
    var view = NotebookView.notebook(browser, address, "02-twenty-slow-urls");
    view.type(
        busy,
        """
        var server = new java.net.ServerSocket(0);
        var acceptor = Thread.ofPlatform().name("acceptor").start(() -> {
          try { IO.println("listening"); server.accept(); } catch (java.io.IOException e) {}
        });
        Thread.sleep(600_000);\
        """);
    view.run(busy);
    view.awaitOutput(busy, "listening");
    view.press(busy, "Stop");
    view.awaitName(busy, "stopped");
    view.awaitOutput(busy, "the platform thread “acceptor”, in ServerSocket.accept");
    view.awaitOutput(busy, "Restart does that");
    assertThat(Axe.violations(view.page())).isEmpty();

    view.type(
        next,
        "server.close();\nacceptor.join();\nThread.ofVirtual().start(() -> { while (true); });");
    view.run(next);
    view.awaitName(next, "ran in");
    tool(view, "Stop").click();
    assertThat(view.page().locator(".toast"))
        .containsText("Stopped 1 thread that had gone on after its cell.");
    view.type(next, "server.isClosed()");
    view.run(next);
    view.awaitOutput(next, "true");

    tool(view, "Restart").click();
    view.awaitOutput(busy, "Java was ended since then");
    assertThat(view.complaints()).isEmpty();
  }

  /** Runs a cell that nothing but the end of Java can end, and returns when it is at it. */
  private static void accept(NotebookView view, String cell) {
    // A block: between two statements of a cell a stop is listened to.
    view.type(
        cell,
        """
        {
          progress("pages", 3).step();
          IO.println("listening");
          new java.net.ServerSocket(0).accept();
        }\
        """);
    view.run(cell);
    view.awaitOutput(cell, "listening");
    view.awaitName(cell, "running");
  }

  /** What the line under the bar says as soon as it is there; it is gone two seconds later. */
  private static String stubborn(NotebookView view) {
    return view.page()
        .waitForFunction(
            "() => !document.getElementById('stubborn').hidden"
                + " && document.getElementById('kill').textContent.includes('lose the variables')"
                + " && document.getElementById('stubborn-text').textContent")
        .jsonValue()
        .toString();
  }

  private static Locator tool(NotebookView view, String words) {
    return view.page()
        .getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName("Notebook"))
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(words));
  }
}
