package interleave.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A notebook from somebody who means harm: opening it runs nothing, touches nothing, and asks
 * nobody but this server for anything.
 */
class HostileNotebookIT {
  /** What every attack does if it gets to run. */
  private static final String HARM =
      "parent.harmed=1;top.harmed=1;window.harmed=1;fetch('/api/library?stolen')";

  private static final List<String> PROSE =
      List.of(
          "<script>" + HARM + "</script>",
          "<img src=x onerror=\"" + HARM + "\"> <svg onload=\"" + HARM + "\"></svg>",
          "[a](javascript:harmed=1) [b](JaVaScRiPt:harmed=1) [c](java&#10;script:harmed=1)"
              + " [d](data:text/html,<script>opener.harmed=1</script>) [e](vbscript:x)",
          "[outside](https://example.invalid/a) [no scheme](//example.invalid/b)",
          "![p](https://example.invalid/pixel.png) ![q](\"onerror=harmed=1//)",
          "<meta http-equiv=refresh content='0;url=/?refreshed'> <base href=//example.invalid/>");

  private static final List<String> HTML =
      List.of(
          "<p id=marker>HTML is shown</p><script>" + HARM + "</script>",
          "<img src=x onerror=\"" + HARM + "\"><svg onload=\"" + HARM + "\"></svg>",
          "<script src=\"data:text/javascript,"
              + HARM
              + "\" ", // left open, to swallow what follows
          "<script a=\">\"<style src=\"data:text/javascript," + HARM + "\"></script>",
          "<style>body{background:url(https://example.invalid/css)}</style><b style=\"background:"
              + "url(https://example.invalid/attribute)\">b</b>",
          "<meta http-equiv=refresh content='0;url=https://example.invalid/refresh'>",
          "<meta http-equiv=refresh content=\"0;url=javascript:parent.harmed=1\">",
          "<base href=https://example.invalid/><link rel=stylesheet href=x.css><img src=x.png>",
          "<iframe src=/></iframe><iframe srcdoc=\"<script>"
              + HARM.replace("\"", "'")
              + "</script>\"></iframe><object data=/></object><embed src=/>",
          "<form id=f action=https://example.invalid/form><input name=a autofocus onfocus=\""
              + HARM
              + "\"><button>send</button></form>",
          "<a target=_top href=https://example.invalid/top>top</a>"
              + "<a target=_blank href=https://example.invalid/blank>blank</a>"
              + "<a href=\"javascript:parent.harmed=1\">script</a>");

  private static final String SVG =
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"40\" onload=\"top.harmed=1\">"
          + "<script>top.harmed=1</script><image href=\"https://example.invalid/svg.png\"/>"
          + "<a href=\"javascript:top.harmed=1\"><circle r=\"20\"/></a></svg>";

  @Test
  void runsNothingAndTouchesNothing(@TempDir Path workspace) throws Exception {
    var file = new NotebookFile(workspace, "hostile");
    for (int i = 0; i < PROSE.size(); i++) {
      file.text("prose-" + i, PROSE.get(i));
    }
    var proof = workspace.resolve("ran.txt");
    file.code(
        "code", "java.nio.file.Files.writeString(java.nio.file.Path.of(\"" + proof + "\"), \"\")");
    for (int i = 0; i < HTML.size(); i++) {
      file.ran("html-" + i, "1", "text/html", HTML.get(i));
    }
    file.ran("svg", "1", "image/svg+xml", SVG).text("last", "# The end").write();
    var before = Files.readString(workspace.resolve("hostile.ipynb"));

    try (var chromium = Chromium.launch();
        var server = ServerProcess.jar(workspace);
        var browser = chromium.browser().newContext()) {
      var address = server.address();
      NotebookView.library(browser, address).page().close();
      var asked = new CopyOnWriteArrayList<String>();
      // Chromium also tells of requests that the page's policy forbids before they leave.
      browser.onRequestFinished(request -> asked.add(request.url()));
      browser.onRequestFailed(request -> {
        if (!"csp".equals(request.failure())) {
          asked.add(request.url());
        }
      });
      browser.onDialog(dialog -> asked.add("a dialog: " + dialog.message()));
      var view = NotebookView.notebook(browser, address, "hostile");
      var page = view.page();
      assertThat(page.locator("#loading")).isHidden();
      // Shown, each where it belongs.
      assertThat(view.cell("html-0").frameLocator("iframe").locator("#marker")).isVisible();
      assertThat(view.cell("svg").locator(".outputs img")).isVisible();
      assertThat(view.cell("last").locator("h1")).isVisible();

      // Clicked at everything that can be clicked.
      var frame = view.cell("html-" + (HTML.size() - 1)).frameLocator("iframe");
      for (var link : frame.locator("a").all()) {
        link.click();
      }
      view.cell("html-" + (HTML.size() - 2)).frameLocator("iframe").locator("button").click();
      for (var dead : view.cell("prose-2").locator(".prose a").all()) {
        var href = dead.getAttribute("href");
        assertThat(href == null ? "" : href).doesNotContain(":");
      }
      for (var link : view.cell("prose-3").locator(".prose a").all()) {
        assertThat(link).hasAttribute("target", "_blank");
        assertThat(link).hasAttribute("rel", Pattern.compile("noopener"));
      }
      // After a full turn of every frame: what was to happen has happened.
      for (var each : page.frames()) {
        if (each.parentFrame() != null && each.url().equals("about:srcdoc")) {
          assertThat(
                  each.evaluate("() => new Promise(r => setTimeout(() => r(window.harmed), 50))"))
              .isNull();
        }
      }
      assertThat(page.evaluate("() => window.harmed")).isNull();
      assertThat(page.url()).endsWith("/notebooks/hostile");
      assertThat(browser.pages()).hasSize(1);
      assertThat(asked).noneMatch(url -> leaves(url, address) || url.contains("stolen"));
      assertThat(page.locator(".prose script, .prose meta, .prose base, .prose svg")).hasCount(0);

      // Nothing has run, and the file is as it came.
      assertThat(view.cell("code")).hasAttribute("aria-label", Pattern.compile("not run"));
      assertThat(Files.exists(proof)).isFalse();
      assertThat(Files.readString(workspace.resolve("hostile.ipynb"))).isEqualTo(before);
    }
  }

  private static boolean leaves(String url, URI server) {
    var asked = URI.create(url.replaceFirst("^ws:", "http:").replaceFirst("[<>\"' ].*", ""));
    return String.valueOf(asked.getScheme()).startsWith("http")
        && asked.getPort() != server.getPort();
  }
}
