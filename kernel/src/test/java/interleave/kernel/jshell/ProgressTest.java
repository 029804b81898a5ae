package interleave.kernel.jshell;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.display.MimeBundle;
import interleave.kernel.KernelEvent;
import interleave.kernel.KernelEvent.DisplayUpdated;
import interleave.kernel.KernelEvent.Displayed;
import interleave.kernel.Outcome;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Bars that say how far something has come. */
class ProgressTest extends KernelSpec {

  /** What the bars under a cell say last, in the order in which they stand. */
  private List<String> bars(String cell) {
    var bars = new LinkedHashMap<String, String>();
    for (KernelEvent event : transcript.events()) {
      switch (event) {
        case Displayed d when d.cell().value().equals(cell) ->
            bars.put(d.display(), facts(d.bundle()));
        case DisplayUpdated u when u.cell().value().equals(cell) ->
            bars.replace(u.display(), facts(u.bundle()));
        default -> {}
      }
    }
    return List.copyOf(bars.values());
  }

  private static String facts(MimeBundle bundle) {
    return bundle.forms().getOrDefault(MimeBundle.PROGRESS, "no bar: " + bundle.text());
  }

  @Test
  void countsTheStepsOfManyThreads() {
    String cell = cell("threads");
    assertCompletes(
        """
        void inThreads(int threads, Runnable task) throws InterruptedException {
          var all = new ArrayList<Thread>();
          for (int i = 0; i < threads; i++) all.add(Thread.startVirtualThread(task));
          for (var each : all) each.join();
        }
        """);
    run(
        cell,
        """
        var bar = progress("steps", 100_000);
        inThreads(100, () -> { for (int i = 0; i < 1_000; i++) bar.step(); });
        """);
    assertThat(bars(cell)).hasSize(1);
    assertThat(bars(cell).getFirst())
        .contains("\"label\":\"steps\"")
        .contains("\"done\":100000,\"total\":100000,\"state\":\"done\"");
  }

  @Test
  void twoAtOnceEachHaveTheirPlace() {
    String cell = cell("two");
    run(cell, "var a = progress(\"a\", 2);\nvar b = progress(\"b\", 3);\na.step(2);\nb.step(3);");
    assertThat(bars(cell)).hasSize(2);
    assertThat(bars(cell).getFirst()).contains("\"label\":\"a\"").contains("\"done\":2");
    assertThat(bars(cell).getLast()).contains("\"label\":\"b\"").contains("\"done\":3");
  }

  @Test
  void goesAlongWithALoop() {
    String cell = cell("loop");
    run(cell, "int sum = 0;\nfor (int x : progress(\"sum\", List.of(1, 2, 3))) sum += x;");
    assertThat(bars(cell).getFirst()).contains("\"done\":3,\"total\":3,\"state\":\"done\"");
    assertValue("sum", "6");
  }

  @Test
  void knowsNoTotalOfWhatIsNoCollection() {
    String cell = cell("unknown");
    run(
        cell,
        "Iterable<Integer> two = () -> List.of(1, 2).iterator();\nfor (int x : progress(two)) {}");
    assertThat(bars(cell).getFirst()).contains("\"done\":2,\"total\":null,\"state\":\"done\"");
  }

  @Test
  void saysWhereAnExceptionLeftIt() {
    String cell = cell("thrown");
    Outcome outcome =
        run(cell, "for (int x : progress(List.of(1, 2, 3, 4))) { IO.println(12 / (x - 3)); }");
    assertThat(outcome).isInstanceOf(Outcome.Threw.class);
    assertThat(bars(cell).getFirst()).contains("\"done\":2,\"total\":4,\"state\":\"left\"");
  }

  @Test
  void saysWhereABreakLeftIt() {
    String cell = cell("break");
    run(cell, "for (int x : progress(List.of(1, 2, 3, 4))) { if (x == 3) break; }");
    assertThat(bars(cell).getFirst()).contains("\"done\":2,\"total\":4,\"state\":\"left\"");
  }

  @Test
  void saysWhereAStopLeftIt() {
    String cell = cell("stop");
    var running =
        start(cell, "for (int x : progress(List.of(1, 2, 3))) { IO.println(x); while (x == 2); }");
    transcript.await("the second element", seen -> seen.text(cell).contains("2\n"));
    kernel().stop();
    assertThat(running.join()).isEqualTo(new Outcome.Stopped());
    assertThat(bars(cell).getFirst()).contains("\"done\":1,\"total\":3,\"state\":\"left\"");
  }

  @Test
  void goesOnWithAThreadThatOutlivesTheCell() {
    String cell = cell("late");
    run(
        cell,
        """
        var late = progress("late", 2);
        var begun = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        Thread.startVirtualThread(() -> {
          late.step();
          begun.countDown();
          try { goOn.await(); } catch (InterruptedException e) { return; }
          late.step();
        });
        begun.await();
        """);
    assertThat(bars(cell).getFirst()).doesNotContain("\"state\":\"left\"");
    run("goOn.countDown();");
    transcript.await(
        "the end of the bar",
        _ -> bars(cell).getFirst().contains("\"done\":2,\"total\":2,\"state\":\"done\""));
  }

  @Test
  void closedBeforeItsEndIsLeft() {
    String cell = cell("closed");
    run(cell, "try (var some = progress(10)) { some.step(); }");
    assertThat(bars(cell).getFirst()).contains("\"done\":1,\"total\":10,\"state\":\"left\"");
  }

  @Test
  void isReadableWithoutAPage() {
    String cell = cell("text");
    run(cell, "var readable = progress(\"pages\", 4);\nreadable.step();");
    assertValue(
        "readable.toString().substring(0, 43)", "pages  left at 1 of 4, 25 %  [#####--------");
  }

  @Test
  void doesNotStepBack() {
    assertThat(failure(cell("back"), "progress(3).step(-1)").message())
        .isEqualTo("a bar does not step back, found: -1");
  }
}
