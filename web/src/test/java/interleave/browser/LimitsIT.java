package interleave.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What uses up all that a notebook may have: the page names the limit and its switch, and goes on.
 */
class LimitsIT {
  @TempDir static Path workspace;

  @Test
  void eachIsNamedUnderTheCellThatMetIt() {
    new NotebookFile(workspace, "limits")
        .code("kept", "int kept = 41;")
        .code(
            "threads",
            """
            var gate = new CountDownLatch(1);
            try {
              while (true) Thread.ofPlatform().start(() -> { try { gate.await(); } catch (InterruptedException e) {} });
            } finally {
              gate.countDown();
            }\
            """)
        .code(
            "heap",
            "{ var all = new ArrayList<long[]>(); while (true) all.add(new long[1_000_000]); }")
        .code("stack", "int deep(int n) { return deep(n + 1) + 1; }\ndeep(0)")
        .code("lines", "for (int i = 0; i < 50_000; i++) IO.println(\"line \" + i);")
        .code("still-there", "kept + 1")
        .code("exit", "System.exit(3);")
        .write();
    try (var chromium = Chromium.launch();
        var server =
            ServerProcess.jar(
                "--no-open",
                "--port=0",
                "--workspace=" + workspace,
                "--worker-threads=200",
                "--worker-heap=96m",
                "--worker-output=100000");
        var browser = chromium.browser().newContext()) {
      var address = server.address();
      NotebookView.library(browser, address).page().close();
      var view = NotebookView.notebook(browser, address, "limits");
      view.run("kept");
      view.run("threads");
      view.awaitOutput("threads", "limit for a notebook is 200");
      view.awaitOutput("threads", "--worker-threads");
      view.run("heap");
      view.awaitOutput("heap", "the limit is 96 MB (--worker-heap)");
      view.run("stack");
      view.awaitOutput("stack", "StackOverflowError");
      view.run("lines");
      view.awaitOutput("lines", "line 49999");
      var folded = view.cell("lines").getByText("Show all");
      for (int left = folded.count(); left > 0; left--) {
        folded.first().click();
        assertThat(folded).hasCount(left - 1);
      }
      view.awaitOutput("lines", "left out here (--worker-output)");
      assertThat(view.cell("lines").locator(".outputs")).containsText("line 0");
      view.run("still-there");
      view.awaitOutput("still-there", "42");

      view.run("exit");
      view.awaitName("exit", "Java was restarted");
      view.awaitOutput("exit", "status 3");
      assertThat(Axe.violations(view.page())).isEmpty();
      assertThat(view.complaints()).isEmpty();
    }
  }
}
