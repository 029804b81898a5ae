package interleave.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import interleave.jupyter.Python;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lesson in JupyterLab: its page, its server, its file, and our kernel. */
class JupyterLabIT {
  private static final String LESSON = "02-twenty-slow-urls";
  private static final Pattern NUMBERED = Pattern.compile("\\[\\d+]:");

  @TempDir private static Path folder;
  private static Path notebooks;
  private static Chromium chromium;
  private static JupyterLab lab;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    var python = Python.with("jupyterlab");
    chromium = Chromium.launch();
    var data = Files.createDirectories(folder.resolve("data ä"));
    Python.interleave(data, 0, "jupyter", "install");
    notebooks = Files.createDirectories(folder.resolve("notebooks"));
    Python.interleave(
        data,
        0,
        "run",
        Path.of("..", "notebooks", LESSON + ".md").toString(),
        "-o",
        notebooks.resolve(LESSON + ".ipynb").toString());
    lab = JupyterLab.start(python, data, notebooks);
  }

  @AfterAll
  static void end() {
    if (lab != null) {
      lab.close();
    }
    if (chromium != null) {
      chromium.close();
    }
  }

  @Test
  void runsALessonListensToInterruptAndFindsItsWorkWhenItIsOpenedAgain() throws IOException {
    try (var context = context()) {
      var page = open(context);
      choose(page, "Edit", "Clear Outputs of All Cells");
      assertThat(page.locator(".jp-OutputArea-output")).hasCount(0);
      choose(page, "Run", "Run All Cells");
      awaitIdle(page);
      for (var cell : cells(page).all()) {
        assertThat(prompt(cell)).hasText(NUMBERED);
      }
      assertThat(timelines(page)).not().hasCount(0);

      int count = cells(page).count();
      var endless = add(page, "int kept = 41;\nIO.println(\"turning\");\nwhile (true) {}");
      assertThat(cells(page)).hasCount(count + 1);
      assertThat(prompt(endless)).hasText("[*]:");
      assertThat(endless).containsText("turning");
      choose(page, "Kernel", "Interrupt Kernel");
      awaitIdle(page);
      assertThat(prompt(endless)).hasText(NUMBERED);
      assertThat(endless).containsText("stopped");

      var after = add(page, "kept + 1");
      assertThat(after.locator(".jp-OutputArea-output").last()).containsText("42");
      awaitIdle(page);
      choose(page, "File", "Save Notebook");
      assertThat(page.locator(".jp-mod-current .jp-DirtyIndicator, .jp-mod-dirty")).hasCount(0);
    }
    assertThat(Files.readString(notebooks.resolve(LESSON + ".ipynb"))).contains("kept + 1");

    try (var context = context()) {
      var page = open(context);
      assertThat(cells(page).last().locator(".jp-OutputArea-output").last()).containsText("42");
      assertThat(timelines(page)).not().hasCount(0);
      var still = add(page, "kept + 2");
      assertThat(still.locator(".jp-OutputArea-output").last()).containsText("43");
    }
  }

  private static BrowserContext context() {
    return chromium
        .browser()
        .newContext(new Browser.NewContextOptions().setViewportSize(1280, 900));
  }

  private static Page open(BrowserContext context) {
    var page = context.newPage();
    page.navigate(lab.notebook(LESSON + ".ipynb"));
    assertThat(cells(page)).not().hasCount(0);
    awaitIdle(page);
    return page;
  }

  /** As the status bar says it: the notebook's own mark is idle before there is a kernel too. */
  private static void awaitIdle(Page page) {
    assertThat(page.locator("#jp-main-statusbar")).containsText("Idle");
  }

  private static void choose(Page page, String menu, String entry) {
    page.locator(".lm-MenuBar-itemLabel").getByText(menu, exactly()).click();
    page.locator(".lm-Menu-itemLabel").getByText(entry, exactly()).click();
  }

  private static Locator.GetByTextOptions exactly() {
    return new Locator.GetByTextOptions().setExact(true);
  }

  /** Writes a cell at the end and runs it. */
  private static Locator add(Page page, String source) {
    cells(page).last().locator(".jp-InputPrompt").click();
    page.keyboard().press("b");
    page.keyboard().press("Enter");
    page.keyboard().insertText(source);
    page.keyboard().press("Control+Enter");
    return cells(page).last();
  }

  private static Locator cells(Page page) {
    return page.locator(".jp-CodeCell");
  }

  private static Locator prompt(Locator cell) {
    return cell.locator(".jp-InputPrompt");
  }

  private static Locator timelines(Page page) {
    return page.locator(".jp-OutputArea-output[data-mime-type='image/svg+xml']");
  }
}
