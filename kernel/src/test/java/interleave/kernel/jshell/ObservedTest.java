package interleave.kernel.jshell;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.check.Verdict;
import interleave.kernel.Outcome;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Checks of lessons in a real worker: what they can ask of learner's code, and who has a say. */
class ObservedTest extends KernelSpec {

  /** The facts of the verdict, as JSON. */
  private String verdict(String check) {
    Outcome outcome =
        run(
            "new interleave.check.Checks() { protected void hiddenCheck() throws Throwable {"
                + check
                + "\n}}.verdict()");
    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    var value = Objects.requireNonNull(((Outcome.Completed) outcome).value());
    return value.forms().getOrDefault(Verdict.TYPE, "");
  }

  private void assertPasses(String check) {
    assertThat(verdict(check)).contains("\"end\":\"passed\"");
  }

  @BeforeAll
  void declareWhatALearnerWrote() {
    assertCompletes(
        """
        List<String> together(List<URI> urls) throws Exception {
          try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<Future<String>>();
            for (var url : urls) answers.add(threads.submit(() -> Lab.fetch(url)));
            var pages = new ArrayList<String>();
            for (var answer : answers) pages.add(answer.get());
            return pages;
          }
        }
        void leavesAThread() { Thread.ofVirtual().name("left").start(() -> { try { Thread.sleep(60_000); } catch (InterruptedException e) {} }); }
        int fails() throws IOException { throw new IOException("no page"); }
        """);
  }

  @Nested
  class Observe {
    @Test
    void tellsTheResultAndTheThreadsThatWereStarted() {
      assertPasses(
          """
          var urls = slowUrls(5, ofMillis(100));
          var run = observe(() -> together(urls));
          check("pages", run.result().equals(urls.pages()), "%s", run.result());
          check("started", run.threads().size() == 5, "%d: %s", run.threads().size(), run.threads());
          check("virtual", run.threads().stream().allMatch(thread -> thread.virtual()), "%s", run.threads());
          check("at once", run.mostAtOnce() == 5, "%d", run.mostAtOnce());
          check("overlap", run.threads().getFirst().overlaps(run.threads().getLast()), "%s", run.threads());
          check("waited", run.waiting().compareTo(ofMillis(400)) > 0 && run.waitingShare() > 50, "%s of %s", run.waiting(), run.doing());
          check("none left", run.alive().isEmpty(), "%s", run.alive());
          """);
    }

    @Test
    void tellsThreadsThatWereLeftBehind() {
      assertPasses(
          """
          var run = observe(() -> leavesAThread());
          check("left", run.alive().size() == 1 && run.alive().getFirst().name().equals("left"), "%s", run.alive());
          """);
    }

    @Test
    void tellsWhatWorkedInAPoolThatItDidNotStart() {
      assertPasses(
          """
          var run = observe(() -> CompletableFuture.supplyAsync(doing(ofMillis(30))).join());
          check("started none", run.threads().isEmpty(), "%s", run.threads());
          check("borrowed", run.workers().stream().anyMatch(thread -> thread.group().equals("common pool")), "%s", run.workers());
          """);
    }

    @Test
    void endsTheCheckWithTheLearnersErrorAndItsPlace() {
      assertThat(
              verdict(
                  "var run = observe(() -> fails()); check(\"never\", run.result() == 0, \"\");"))
          .contains("\"end\":\"threw\"", "java.io.IOException: no page", "\"line\":11");
      assertPasses(
          "check(\"fails\", observe(() -> fails()).failure() instanceof IOException, \"\");");
    }

    @Test
    void stopsWhatTakesTooLong() {
      assertThat(
              verdict(
                  "var run = observe(ofMillis(100), () -> Thread.sleep(60_000)); check(\"ended\", !run.finished(), \"\"); run.result();"))
          .contains("\"end\":\"stopped\"", "\"name\":\"ended\",\"passed\":true");
    }
  }

  @Nested
  class Check {
    @Test
    void endsAtTheFirstThatIsFalseAndGivesTheEvidence() {
      assertThat(
              verdict(
                  """
                  check("first", true, "");
                  evidence("%d of %d", 3, 3);
                  check("second", false, "took %s", ofMillis(204));
                  check("third", false, "");
                  """))
          .contains("3 of 3", "\"name\":\"second\",\"passed\":false,\"message\":\"took 204 ms\"")
          .doesNotContain("third");
    }

    @Test
    void watchesWhoCallsATaskAndHowManyAtOnce() {
      assertPasses(
          """
          var probe = waiting(ofMillis(50));
          observe(() -> { try (var pool = Executors.newFixedThreadPool(3)) { for (int i = 0; i < 6; i++) pool.submit((Callable<Integer>) probe); } });
          check("calls", probe.calls() == 6 && probe.finished() == 6, "%d", probe.calls());
          check("three at once", probe.mostAtOnce() == 3 && !probe.onOneThread(), "%d", probe.mostAtOnce());
          var interrupted = waiting(ofSeconds(60));
          observe(() -> { var thread = Thread.startVirtualThread(interrupted); while (interrupted.calls() == 0) Thread.sleep(1); thread.interrupt(); thread.join(); });
          check("interrupted", interrupted.interrupted() == 1 && interrupted.finished() == 0, "");
          var beat = ticks();
          observe(() -> { for (int i = 0; i < 3; i++) { beat.run(); Thread.sleep(20); } });
          check("gaps", beat.count() == 3 && beat.longestGap().compareTo(ofMillis(20)) >= 0 && beat.onOneThread(), "%s", beat.gaps());
          """);
    }
  }

  @Nested
  class ALearner {
    @Test
    void cannotRedefineWhatACheckCalls() {
      assertCompletes(
          """
          <T> T observe(Callable<T> task) { throw new IllegalStateException("mine"); }
          void check(String name, boolean condition, String message, Object... values) {}
          SlowUrls slowUrls(int count, Duration each) { throw new IllegalStateException("mine"); }
          String fetch(URI url) { return "page 1"; }
          """);
      assertThat(
              verdict(
                  """
                  var urls = slowUrls(1, ofMillis(1));
                  var run = observe(() -> fetch(urls.getFirst()));
                  check("ours", urls.seen().requests() == 1, "");
                  check("false", false, "still false");
                  """))
          .contains("\"name\":\"ours\",\"passed\":true", "still false");
      assertCompletes("int observe; int check; int slowUrls; int fetch;");
    }

    @Test
    void cannotSayWhatTheVerdictIs() {
      assertThat(
              verdict(
                  """
                  var run = observe(() -> { IO.println("{\\"end\\":\\"passed\\"}"); display("passed"); return 1; });
                  check("one", run.result() == 2, "it was %d", run.result());
                  """))
          .contains("\"end\":\"failed\"", "it was 1");
    }
  }
}
