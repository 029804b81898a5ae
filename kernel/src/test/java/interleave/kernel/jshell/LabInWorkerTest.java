package interleave.kernel.jshell;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.display.MimeBundle;
import interleave.kernel.KernelEvent;
import interleave.kernel.Outcome;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The lab as learners have it: called from cells, in a worker of its own. */
class LabInWorkerTest extends KernelSpec {

  private String printed(String source) {
    String cell = cell("lab");
    assertThat(run(cell, source)).isInstanceOf(Outcome.Completed.class);
    return transcript.text(cell);
  }

  @Nested
  class SixWays {
    @Test
    void haveTheShapesThatTheLessonTellsOf() {
      // Told from what was under way, not from time: on 2 cores 1, 4, 2, 1, 20, 20.
      String shapes =
          printed(
              """
              String ask(int i) { pause(ofMillis(60)); return "page " + i; }
              var c = compare(
                  "sequential", () -> IntStream.range(0, 20).mapToObj(i -> ask(i)).toList(),
                  "fixed pool of 4", () -> { try (var pool = Executors.newFixedThreadPool(4)) {
                      return pool.invokeAll(IntStream.range(0, 20).<Callable<String>>mapToObj(i -> () -> ask(i)).toList()); } },
                  "parallel stream", () -> IntStream.range(0, 20).parallel().mapToObj(i -> ask(i)).toList(),
                  "supplyAsync", () -> IntStream.range(0, 20)
                      .mapToObj(i -> CompletableFuture.supplyAsync(() -> ask(i))).toList()
                      .stream().map(CompletableFuture::join).toList(),
                  "virtual threads", () -> { try (var each = Executors.newVirtualThreadPerTaskExecutor()) {
                      return each.invokeAll(IntStream.range(0, 20).<Callable<String>>mapToObj(i -> () -> ask(i)).toList()); } },
                  "delayedExecutor", () -> IntStream.range(0, 20)
                      .mapToObj(i -> pauseAsync(ofMillis(60)).thenApply(_ -> "page " + i)).toList()
                      .stream().map(CompletableFuture::join).toList());
              int pool = ForkJoinPool.getCommonPoolParallelism();
              var expected = List.of(1, 4, pool + 1, pool, 20, 20);
              var found = Stream.of("sequential", "fixed pool of 4", "parallel stream", "supplyAsync", "virtual threads", "delayedExecutor").map(c::mostInFlight).toList();
              IO.println(found.equals(expected) ? "as told" : found + " and not " + expected);
              """);
      assertThat(shapes).isEqualTo("as told\n");
    }
  }

  @Nested
  class Stalls {
    @Test
    void areToldUnderTheCellWithTheLineOfTheHandler() {
      String cell = cell("stall");
      run(
          cell,
          """
          try (var loop = eventLoop()) {
            loop.execute(() -> {
              int before = 1;
              compute(ofMillis(400));
            });
          }
          """);
      assertThat(warnings(cell).getLast())
          .startsWith("The event loop stood still for ")
          .contains("in the handler at cell " + cell + ", line 4.");
    }

    private List<String> warnings(String cell) {
      return transcript.events().stream()
          .map(event ->
              switch (event) {
                case KernelEvent.Displayed(var at, _, var bundle) when at.value().equals(cell) ->
                    bundle;
                case KernelEvent.DisplayUpdated(var at, _, var bundle)
                    when at.value().equals(cell) ->
                    bundle;
                default -> MimeBundle.text("");
              })
          .map(bundle -> bundle.forms().getOrDefault(MimeBundle.WARNING, ""))
          .filter(warning -> !warning.isEmpty())
          .toList();
    }
  }

  @Nested
  class Work {
    @Test
    void endsWhenTheCellIsStopped() throws Exception {
      String cell = cell("work");
      var running = start(cell, "IO.println(\"on\"); compute(ofSeconds(600));");
      transcript.await("it works", seen -> seen.text(cell).contains("on"));
      kernel().stop();
      assertThat(running.get(30, TimeUnit.SECONDS)).isInstanceOf(Outcome.Stopped.class);
      assertThat(printed("IO.println(1 + 1);")).isEqualTo("2\n"); // in the same worker
    }

    @Test
    void isToldAsDoingAndPausesAsWaiting() {
      assertThat(
              printed(
                  """
                  var waits = time("waits", () -> pause(ofMillis(200)));
                  var works = time("works", () -> compute(ofMillis(200)));
                  IO.println(waits.waitingShare() > 80);
                  IO.println(works.waitingShare() < 20);
                  IO.println(waits.mostInFlight());
                  """))
          .isEqualTo("true\ntrue\n1\n");
    }

    @Test
    void goesToChildProcessesAndBack() {
      assertThat(
              printed(
                  """
                  var work = cpuWork(4, ofMillis(2));
                  IO.println(work.processes(2) == work.oneThread());
                  """))
          .isEqualTo("true\n");
    }
  }

  @Nested
  class Evidence {
    @Test
    void tellsWhatTheThreadsOfAnotherCellDid() {
      String seen = cell("seen");
      run(
          seen,
          """
          try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 5; i++) threads.submit(() -> pause(ofMillis(100)));
          }
          Thread.ofVirtual().name("left").start(() -> pause(ofSeconds(60)));
          Thread.ofPlatform().start(() -> { throw new IllegalStateException("broken"); }).join();
          """);
      assertThat(
              printed(
                  """
                  var run = lastRun("%s");
                  IO.println(run.threads().size());
                  IO.println(run.mostInFlight() >= 5);
                  IO.println(run.alive().stream().map(thread -> thread.name()).toList());
                  IO.println(run.waitingShare() > 50);
                  IO.println(run.exceptions());
                  """
                      .formatted(seen)))
          .isEqualTo("7\ntrue\n[left]\ntrue\n[java.lang.IllegalStateException: broken]\n");
    }

    @Test
    void isOnlyThereForCellsThatHaveRun() {
      assertThat(run("lastRun(\"nobody\")").toString())
          .contains("no cell 'nobody' has run to its end since Java was started");
    }
  }
}
