package interleave.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A learner in a lesson, step by step from its opening to its end. */
class LessonIT {
  private static final double PATIENCE_MS = 60_000;
  private static final String LESSON = "Twenty slow URLs";

  private static final String BOTH_IN_ONE_LINE =
      """
      String bothPages(URI left, URI right) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
          return threads.submit(() -> fetch(left)).get() + " and " + threads.submit(() -> fetch(right)).get();
        }
      }\
      """;

  private static final String BOTH_AT_ONCE =
      """
      String bothPages(URI left, URI right) throws Exception {
        var first = new FutureTask<>(() -> fetch(left));
        Thread.startVirtualThread(first);
        var two = fetch(right);
        return first.get() + " and " + two;
      }\
      """;

  private static final String TOGETHER =
      """
      List<String> fetchTogether(List<URI> urls) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
          var tasks = urls.stream().map(url -> (Callable<String>) () -> fetch(url)).toList();
          return threads.invokeAll(tasks).stream().map(Future::resultNow).toList();
        }
      }\
      """;

  @TempDir Path workspace;
  private Chromium chromium;
  private ServerProcess server;
  private URI address;
  private BrowserContext browser;

  @BeforeEach
  void start() {
    chromium = Chromium.launch();
    server = ServerProcess.jar(workspace);
    address = server.address();
    browser = chromium.browser().newContext();
  }

  @AfterEach
  void end() {
    if (server != null) {
      server.close();
    }
    if (chromium != null) {
      chromium.close();
    }
  }

  @Test
  void leadsFromItsOpeningToItsEnd() {
    var view = NotebookView.library(browser, address);
    assertThat(view.page().getByText("Continue where you left off")).hasCount(0);
    view.openLessonInSteps(LESSON);

    predictsAndSeesTheGuessBesideWhatWasMeasured(view);
    choosesAnAnswerWithTheKeyboardAlone(view);
    skipsWhatItDoesNotWantToRun(view);
    triesInVainAsksForAHintAndSucceeds(view);

    var again = findsEverythingAfterComingBack(view);
    reachesTheSummary(again);
    readsInTheLibraryHowFarItCame();
    assertThat(view.complaints()).isEmpty();
    assertThat(again.complaints()).isEmpty();
  }

  private static void predictsAndSeesTheGuessBesideWhatWasMeasured(NotebookView view) {
    press(foot(view), "Next: One after another");
    awaitVisible(view.cell("one-after-another"));
    assertThat(view.cell("all-at-once")).isHidden();

    view.run("one-after-another");
    var prediction = view.cell("one-after-another-predict");
    assertThat(prediction.locator(":focus")).hasCount(1); // the cell waits for the guess
    assertThat(view.cell("one-after-another"))
        .hasAttribute("aria-label", Pattern.compile("not run"));
    assertThat(Axe.violations(view.page())).isEmpty();

    prediction.getByLabel("Your guess, in ms").fill("800");
    view.page().keyboard().press("Enter");
    awaitText(prediction, "800 ms");
    press(prediction, "Run the cell");
    view.awaitName("one-after-another", "ran in");
    awaitText(prediction, Pattern.compile("4\\D\\d{3} ms\\s*measured"));
    assertThat(prediction.locator(".after")).not().isEmpty();
    assertThat(view.cell("one-after-another").locator(".cmp .you-mark")).hasText("you said 800 ms");
    assertThat(view.cell("one-after-another").locator(".tl-axis .you")).hasText("you said 800 ms");
    assertThat(Axe.violations(view.page())).isEmpty();
  }

  private static void choosesAnAnswerWithTheKeyboardAlone(NotebookView view) {
    var keys = view.page().keyboard();
    button(foot(view), "Next: All of them at once").focus();
    keys.press("Enter");
    var prediction = view.cell("all-at-once-predict");
    awaitVisible(prediction);
    button(foot(view), "Go to your prediction").focus();
    keys.press("Enter");
    keys.press("Space"); // the first choice
    keys.press("Enter");
    awaitText(prediction, "200 ms");
    button(prediction, "Run the cell").focus();
    keys.press("Enter");
    view.awaitOutput("all-at-once", "20 requests were under way");
    awaitText(prediction, "measured");
  }

  private static void skipsWhatItDoesNotWantToRun(NotebookView view) {
    press(foot(view), "Next: Side by side");
    awaitVisible(view.cell("side-by-side"));
    press(foot(view), "Skip for now");
    awaitVisible(view.cell("three-moves"));
    press(foot(view), "Skip for now");
    awaitVisible(view.cell("both-pages"));
  }

  private static void triesInVainAsksForAHintAndSucceeds(NotebookView view) {
    var exercise = view.cell("both-pages");
    assertThat(exercise).containsText("opens when all checks pass, or after hint 3 and a try");
    view.type("both-pages", BOTH_IN_ONE_LINE);
    press(exercise, "Check");
    awaitText(exercise.locator(".evidence"), "At the busiest moment 1 of 2 requests was under way");
    assertThat(exercise.locator(".machine"))
        .containsText("if Java worked out both sides of a + together");
    assertThat(button(exercise, "Show the solution")).hasCount(0);

    press(exercise, "Open hint 1");
    awaitText(exercise, "Which of the lines wait?");
    assertThat(Axe.violations(view.page())).isEmpty();

    view.type("both-pages", BOTH_AT_ONCE);
    press(exercise, "Check");
    awaitText(exercise, "all checks pass");
    press(exercise, "Show the solution");
    awaitText(exercise.locator(".diff"), "var second = threads.submit(() -> fetch(right));");
    assertThat(exercise.locator(".diff")).containsText("Thread.startVirtualThread(first);");
    awaitText(exercise, "One line moved up");
    assertThat(Axe.violations(view.page())).isEmpty();
  }

  /** The tab is closed in the middle of typing; the library leads back. */
  private NotebookView findsEverythingAfterComingBack(NotebookView view) {
    press(foot(view), "Next: Your turn: twenty pages");
    awaitVisible(view.cell("fetch-together"));
    view.type("fetch-together", "// half a thought");
    view.page().close();

    var again = NotebookView.library(browser, address);
    awaitText(again.page().locator(".go-on"), "at “Your turn: twenty pages”");
    again.page().getByText("Continue where you left off").click();
    awaitVisible(again.cell("fetch-together"));
    awaitText(again.cell("fetch-together").locator(".cm-content"), "half a thought");
    assertThat(again.cell("both-pages")).isHidden();

    press(foot(again), "Back");
    awaitVisible(again.cell("both-pages"));
    assertThat(again.cell("both-pages")).containsText("all checks pass");
    assertThat(again.cell("both-pages").locator(".cm-content")).containsText("startVirtualThread");
    assertThat(again.cell("both-pages")).containsText("Which of the lines wait?");
    again.page().reload();
    awaitVisible(again.cell("both-pages"));
    for (int steps = 0; steps < 4; steps++) {
      press(foot(again), "Back");
    }
    awaitVisible(again.cell("one-after-another-predict"));
    awaitText(again.cell("one-after-another-predict"), "800 ms");
    awaitText(again.cell("one-after-another-predict"), "measured");
    return again;
  }

  private static void reachesTheSummary(NotebookView view) {
    view.page().locator("#outline").getByText("Your turn: twenty pages").click();
    awaitVisible(view.cell("fetch-together"));
    view.type("fetch-together", TOGETHER);
    press(view.cell("fetch-together"), "Check");
    awaitText(view.cell("fetch-together"), "all checks pass");
    view.run("mine");
    view.awaitOutput("mine", "under way at the busiest moment: 20");
    press(foot(view), "Next: What you take along");
    awaitVisible(view.page().getByText("Start all, wait for all, combine.").last());
    assertThat(Axe.violations(view.page())).isEmpty();
    assertThat(foot(view).getByText("Done: all lessons")).isVisible();
    foot(view).getByText("Done: all lessons").click();
    assertThat(view.page()).hasURL(Pattern.compile(".*/$"));
  }

  /** Two steps were skipped. */
  private void readsInTheLibraryHowFarItCame() {
    var library = NotebookView.library(browser, address);
    var row =
        library.page().locator(".lesson").filter(new Locator.FilterOptions().setHasText(LESSON));
    awaitText(row.first(), Pattern.compile("6 of 8 steps"));
    assertThat(library.page().getByText("Continue where you left off")).isVisible();
    assertThat(Axe.violations(library.page())).isEmpty();
  }

  private static Locator foot(NotebookView view) {
    return view.page().locator("#next");
  }

  private static Locator button(Locator within, String words) {
    return within.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(words));
  }

  private static void press(Locator within, String words) {
    button(within, words).click(new Locator.ClickOptions().setTimeout(PATIENCE_MS));
  }

  private static void awaitVisible(Locator locator) {
    assertThat(locator).isVisible();
  }

  private static void awaitText(Locator locator, String words) {
    assertThat(locator).containsText(words);
  }

  private static void awaitText(Locator locator, Pattern words) {
    assertThat(locator).containsText(words);
  }
}
