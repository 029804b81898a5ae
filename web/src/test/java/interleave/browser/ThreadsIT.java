package interleave.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a reader sees of threads: lanes that grow, leftovers, a deadlock, a stall, very many. */
class ThreadsIT {
  private static final String CELL = "first-value";

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

  private static void await(Locator found) {
    assertThat(found.first()).isVisible();
  }

  private static Locator reading(NotebookView view) {
    return view.cell(CELL).locator(".tl-read");
  }

  @Test
  void showsWhatGoesOnAfterACellAndStopsIt() {
    var view = NotebookView.notebook(browser, address, "00-welcome");
    view.type(
        CELL,
        """
        void beat() { try { while (true) { Thread.sleep(50); } } catch (InterruptedException e) { } }
        var a = Thread.ofVirtual().name("heartbeat-A").start(() -> beat());
        var b = Thread.ofVirtual().name("heartbeat-B").start(() -> beat());
        Thread.sleep(300);\
        """);
    view.run(CELL);
    view.awaitOutput(CELL, "Still running: 2 threads");
    view.awaitOutput(CELL, "heartbeat-A is asleep");
    assertThat(Axe.violations(view.page())).isEmpty();

    // All lanes are one stop; arrows lead to each, along it, closer to it, and away.
    view.cell(CELL).locator(".lane[tabindex='0']").focus();
    view.page().keyboard().press("End");
    assertThat(reading(view)).containsText("heartbeat-B");
    view.page().keyboard().press("ArrowUp");
    assertThat(reading(view)).containsText("heartbeat-A");
    view.page().keyboard().press("ArrowRight");
    assertThat(reading(view)).containsText("from");
    view.page().keyboard().press("+");
    assertThat(view.cell(CELL).locator(".tl .fig-head")).containsText("to");
    assertThat(view.cell(CELL).locator(".lane:focus")).containsText("heartbeat-A");
    view.page().keyboard().press("0");

    view.press(CELL, "Stop both");
    assertThat(view.cell(CELL).locator(".still")).hasCount(0);
    var picture =
        view.page().waitForDownload(() -> view.cell(CELL).getByText("Save as SVG").click());
    assertThat(picture.suggestedFilename()).isEqualTo("threads.svg");
    var trace =
        view.page().waitForDownload(() -> view.cell(CELL).getByText("Save for Perfetto").click());
    assertThat(trace.suggestedFilename()).isEqualTo("threads.json");
    assertThat(view.complaints()).isEmpty();
    view.page().close();
  }

  @Test
  void showsADeadlockAndLanesWhileTheCellHangs() {
    var view = NotebookView.notebook(browser, address, "00-welcome");
    String cell = "still-there";
    view.type(
        cell,
        """
        var left = new ReentrantLock();
        var right = new ReentrantLock();
        var both = new CountDownLatch(2);
        void take(ReentrantLock first, ReentrantLock second) {
          try { first.lockInterruptibly(); both.countDown(); both.await(); second.lockInterruptibly(); }
          catch (InterruptedException e) { }
        }
        var one = Thread.ofVirtual().name("one").start(() -> take(left, right));
        var two = Thread.ofPlatform().name("two").start(() -> take(right, left));
        one.join();
        two.join();\
        """);
    view.run(cell);
    var notice = view.cell(cell).locator(".deadlock");
    await(notice);
    assertThat(notice).containsText("Deadlock: 2 threads wait for each other, for ever");
    assertThat(notice).containsText("one has left and waits for right");
    assertThat(notice).containsText("which two has");
    assertThat(notice).containsText("line 5");
    await(view.cell(cell).locator(".lane"));
    assertThat(view.cell(cell).locator(".tl")).containsText("What every thread does");
    assertThat(Axe.violations(view.page())).isEmpty();
    view.press(cell, "Stop");
    view.awaitName(cell, "stopped");
    assertThat(view.cell(cell).locator(".tl")).containsText("What every thread did");
    assertThat(view.complaints()).isEmpty();
    view.page().close();
  }

  @Test
  void tellsWhichHandlerStallsTheEventLoopWhileItLasts() {
    var view = NotebookView.notebook(browser, address, "00-welcome");
    String cell = "still-there";
    view.type(
        cell,
        """
        var loop = eventLoop();
        loop.every(ofMillis(20), () -> {});
        var free = new java.util.concurrent.atomic.AtomicBoolean();
        loop.execute(() -> {
          while (!free.get()) { Thread.onSpinWait(); }
        });
        System.in.read();
        free.set(true);
        loop.close();\
        """);
    view.run(cell);
    var notice = view.cell(cell).getByText("The event loop stands still");
    await(notice);
    assertThat(notice.first()).containsText("line 5");
    assertThat(Axe.violations(view.page())).isEmpty();
    var field = view.cell(cell).getByRole(com.microsoft.playwright.options.AriaRole.TEXTBOX).last();
    field.fill("go on");
    field.press("Enter");
    view.awaitName(cell, "ran");
    await(view.cell(cell).getByText("The event loop stood still for"));
    assertThat(view.cell(cell).locator(".outputs")).not().containsText("stands still");
    assertThat(view.complaints()).isEmpty();
    view.page().close();
  }

  @Test
  void drawsTwentyThousandThreadsAsABand() {
    var view = NotebookView.notebook(browser, address, "00-welcome");
    String cell = "three-waits";
    view.type(
        cell,
        """
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
          for (int i = 0; i < 20_000; i++) { threads.submit(() -> { Thread.sleep(20); return 1; }); }
        }\
        """);
    view.run(cell);
    await(view.cell(cell).locator(".bandrow"));
    assertThat(view.cell(cell).locator(".verdict")).containsText("threads started");
    // What costs a page time is what is drawn.
    assertThat(view.cell(cell).locator(".tl svg *").count()).isLessThan(3_000);
    assertThat(view.complaints()).isEmpty();
    view.page().close();
  }
}
