package interleave.kernel.jshell;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.kernel.KernelEvent.Printed;
import interleave.kernel.Outcome;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Under which cell output comes, whoever prints it and when. */
class OwnershipTest extends KernelSpec {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "new Thread(() -> { pass(); IO.println(\"late\"); }).start();",
        "Thread.startVirtualThread(() -> { pass(); IO.println(\"late\"); });",
        "Executors.newCachedThreadPool().execute(() -> { pass(); IO.println(\"late\"); });",
        "Executors.newSingleThreadScheduledExecutor().schedule(() -> { pass(); IO.println(\"late\"); }, 1, TimeUnit.MILLISECONDS);",
        "new Timer(true).schedule(new TimerTask() { public void run() { pass(); IO.println(\"late\"); } }, 1);",
        "CompletableFuture.runAsync(() -> { pass(); IO.println(\"late\"); });",
        "CompletableFuture.runAsync(() -> pass()).thenApplyAsync(x -> \"late\").thenAccept(s -> IO.println(s));",
        "CompletableFuture.supplyAsync(() -> { pass(); return \"late\"; }).thenAcceptAsync(IO::println);",
        "CompletableFuture.supplyAsync(() -> { pass(); return \"late\"; }).thenAcceptAsync(System.out::println);",
        "CompletableFuture.runAsync(() -> { pass(); IO.println(\"late\"); }, CompletableFuture.delayedExecutor(1, TimeUnit.MILLISECONDS));",
        "Thread.startVirtualThread(() -> { pass(); List.of(\"late\", \"late\").parallelStream().forEach(IO::println); });",
        "new ForkJoinPool(1).submit(() -> { pass(); return Stream.of(\"late\").parallel().map(String::strip).peek(IO::println).toList(); });",
        "Thread.startVirtualThread(() -> { try (var scope = StructuredTaskScope.open()) { scope.fork(() -> { pass(); IO.println(\"late\"); }); scope.join(); } catch (InterruptedException e) {} });",
        "var cached = System.out; Thread.startVirtualThread(() -> { pass(); cached.println(\"late\"); });",
        "var writer = new PrintWriter(System.out, true); CompletableFuture.runAsync(() -> { pass(); writer.println(\"late\"); });",
        "Thread.startVirtualThread(() -> { pass(); java.util.logging.Logger.getLogger(\"x\").warning(\"late\"); });",
      })
  void isTheCellWhoseThreadPrintsAlsoWhileAnotherRuns(String printing) {
    String early = cell("early");
    String other = cell("other");
    assertThat(
            run(
                early,
                "{ var gate = new CountDownLatch(1); System.getProperties().put(\"gate\", gate); }\n"
                    + "void pass() { try { ((CountDownLatch) System.getProperties().get(\"gate\")).await(); } catch (InterruptedException e) {} }\n"
                    + printing))
        .isInstanceOf(Outcome.Completed.class);
    run(
        other,
        "IO.println(\"other\");\n((CountDownLatch) System.getProperties().get(\"gate\")).countDown();");
    transcript.await("late output of " + printing, t -> t.text(early).contains("late"));
    assertThat(transcript.printed(early)).allMatch(Printed::late);
    assertThat(transcript.text(other)).isEqualTo("other\n");
  }

  @Test
  void ofATaskIsTheCellThatHandsItToThePoolOfAnother() {
    String makes = cell("makes");
    String uses = cell("uses");
    run(
        makes,
        "var executor = Executors.newFixedThreadPool(1);\nexecutor.submit(() -> IO.println(1)).get();");
    run(
        uses,
        "executor.submit(() -> IO.println(2)).get();\nCompletableFuture.supplyAsync(() -> 3, executor).thenAcceptAsync(IO::println, executor).get();\nexecutor.shutdown();");
    assertThat(transcript.text(makes)).isEqualTo("1\n");
    assertThat(transcript.text(uses)).isEqualTo("2\n3\n");
  }

  @Test
  void ofAThreadThatARunHasLeftBehindIsNotThatOfTheNextRun() {
    String again = cell("again");
    run(
        again,
        """
        var goOn = new CountDownLatch(1);
        var old = Thread.ofPlatform().start(() -> {
          try { goOn.await(); IO.println("old"); } catch (InterruptedException e) {}
        });
        """);
    run(again, "IO.println(\"new\");\ngoOn.countDown();\nold.join();\nIO.println(\"newer\");");
    transcript.await("the old thread", t -> t.text(again).contains("old\n"));
    assertThat(transcript.printed(again))
        .allSatisfy(text -> assertThat(text.late()).isEqualTo(text.text().contains("old")));
    assertThat(
            transcript
                .printed(again)
                .filter(text -> !text.late())
                .map(Printed::text)
                .collect(Collectors.joining()))
        .isEqualTo("new\nnewer\n");
  }

  @Test
  void ofATaskIsTheRunThatHandsItToThePoolOfAnEarlierRun() {
    String makes = cell("makes");
    String again = cell("again");
    run(makes, "var pool = Executors.newFixedThreadPool(1);");
    run(again, "pool.submit(() -> IO.println(1)).get();");
    run(again, "pool.submit(() -> IO.println(2)).get();\npool.shutdown();");
    assertThat(transcript.text(again)).isEqualTo("1\n2\n");
    assertThat(transcript.printed(again)).noneMatch(Printed::late);
  }

  @Test
  void ofAMethodReferenceIsSeenInItsStackTraceToo() {
    var failure =
        failure(
            cell("traced"),
            "var words = List.of(\"7\", \"x\");\n\nwords.forEach(Integer::parseInt);");
    assertThat(failure.frames())
        .anySatisfy(frame -> {
          assertThat(frame.method()).isEqualTo("top level");
          assertThat(frame.line()).isEqualTo(3);
        });
  }

  @Nested
  class SaidInSoManyWords {
    /** What the documentation of {@code thisCell} and {@code cell} shows. */
    @Test
    void isAnotherCellOrThisOne() {
      String log = cell("log");
      String working = cell("working");
      run(log, "IO.println(\"the log\");");
      run(
          working,
          """
          var mine = thisCell();
          ForkJoinPool.commonPool().submit(mine.wrap(() -> IO.println("under this cell"))).get();
          cell("LOG").run(() -> IO.println("under the cell that is called log"));
          IO.println("under this cell again");
          """
              .replace("LOG", log));
      assertThat(transcript.text(working)).isEqualTo("under this cell\nunder this cell again\n");
      transcript.await("the log", t -> t.text(log).contains("called log\n"));
      assertThat(transcript.text(log)).isEqualTo("the log\nunder the cell that is called log\n");
    }

    @Test
    void isTakenAlongToAThreadThatWorksForAnother() {
      String serves = cell("serves");
      String asks = cell("asks");
      run(
          serves,
          """
          var jobs = new LinkedBlockingQueue<Runnable>();
          Runnable say(String text) { return () -> IO.println(text); }
          var server = Thread.ofVirtual().start(() -> {
            try { while (true) jobs.take().run(); } catch (InterruptedException e) {}
          });
          """);
      run(
          asks,
          """
          var done = new CountDownLatch(1);
          jobs.add(thisCell().wrap(say("mine")));
          jobs.add(say("the server's"));
          jobs.add(done::countDown);
          done.await();
          server.interrupt();
          """);
      transcript.await("both", t -> t.text(asks).contains("mine") && t.text(serves).contains("s"));
      assertThat(transcript.text(asks)).isEqualTo("mine\n");
      assertThat(transcript.text(serves)).isEqualTo("the server's\n");
    }

    @Test
    void holdsForAllTasksOfAnExecutor() {
      String makes = cell("makes");
      String uses = cell("uses");
      run(
          makes,
          "var executor = Executors.newFixedThreadPool(2);\nString hello() { IO.println(\"hello\"); return \"done\"; }");
      run(
          uses,
          """
          try (var mine = thisCell().wrap(executor)) {
            IO.println(mine.submit(() -> hello()).get());
            CompletableFuture.runAsync(() -> IO.println("async"), mine).get();
          }
          IO.println(executor.isTerminated());
          """);
      assertThat(transcript.text(uses)).isEqualTo("hello\ndone\nasync\ntrue\n");
      assertThat(transcript.text(makes)).isEmpty();
    }

    @Test
    void failsForACellThatHasNotRun() {
      assertThat(failure(cell("wrong"), "cell(\"nowhere\");").message())
          .isEqualTo("no cell 'nowhere' has run since Java was started: run it first");
    }
  }
}
