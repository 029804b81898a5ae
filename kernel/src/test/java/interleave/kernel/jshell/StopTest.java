package interleave.kernel.jshell;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.kernel.Outcome;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class StopTest extends KernelSpec {

  /**
   * Runs the cell, stops it as soon as it says "go", and sees that it stopped and that the next
   * cell works.
   */
  private void assertStops(String source) {
    String cell = cell("stops");
    assertCompletes("int kept = 7;");
    var running = start(cell, source);
    transcript.await("\"go\" from " + cell, t -> t.text(cell).contains("go\n"));
    kernel().stop();
    assertThat(running.join()).as(source).isEqualTo(new Outcome.Stopped());
    assertValue("kept + 1", "8");
  }

  @Nested
  class TheThreadOfTheCell {
    @Test
    void inATightLoop() {
      assertStops("IO.println(\"go\");\nwhile (true) {}");
    }

    @Test
    void inALongCountedLoop() {
      assertStops(
          "IO.println(\"go\");\nlong n = 0;\nfor (long i = 0; i < Long.MAX_VALUE; i++) n += i;");
    }

    @Test
    void inALoopThatCatchesEverything() {
      assertStops(
          """
          IO.println("go");
          while (true) {
            try { Thread.sleep(1); } catch (Throwable t) { IO.println("caught"); }
          }
          """);
    }

    @Test
    void asleep() {
      assertStops("IO.println(\"go\");\nThread.sleep(1_000_000);");
    }

    @Test
    void waitingForALockThatASleeperHolds() {
      assertStops(
          """
          var lock = new ReentrantLock();
          var held = new CountDownLatch(1);
          Thread.ofVirtual().start(() -> {
            lock.lock();
            held.countDown();
            try { Thread.sleep(1_000_000); } catch (InterruptedException e) {} finally { lock.unlock(); }
          });
          held.await();
          IO.println("go");
          lock.lock();
          """);
    }

    @Test
    void inDeepRecursion() {
      assertStops(
          "long fib(long n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }\nIO.println(\"go\");\nfib(100)");
    }

    @Test
    void inAnEndlessStream() {
      assertStops("IO.println(\"go\");\nStream.iterate(1, n -> n + 1).filter(n -> n < 0).count()");
    }

    @Test
    void inTheValuesOwnText() {
      assertStops(
          "class Slow { public String toString() { IO.println(\"go\"); while (true) {} } }\nnew Slow()");
    }

    @Test
    void whilePrintingWithoutEnd() {
      assertStops("while (true) System.out.println(\"go\");");
    }
  }

  @Nested
  class OtherThreadsOfTheCell {
    @Test
    void thatSpin() {
      String cell = cell("spins");
      var running =
          start(
              cell,
              """
              var spinning = new ArrayList<Thread>();
              for (int i = 0; i < 4; i++) spinning.add(Thread.ofPlatform().start(() -> { while (true) {} }));
              for (int i = 0; i < 100; i++) spinning.add(Thread.ofVirtual().start(() -> { while (true) Thread.onSpinWait(); }));
              IO.println("go");
              for (var t : spinning) t.join();
              """);
      transcript.await("go", t -> t.text(cell).contains("go\n"));
      kernel().stop();
      assertThat(running.join()).isEqualTo(new Outcome.Stopped());
      assertCompletes("for (var t : spinning) t.join();");
    }

    @Test
    void thatSleepInAnExecutor() {
      String cell = cell("sleepers");
      var running =
          start(
              cell,
              """
              var executor = Executors.newVirtualThreadPerTaskExecutor();
              for (int i = 0; i < 1000; i++) executor.submit(() -> { Thread.sleep(1_000_000); return 0; });
              IO.println("go");
              executor.close();
              """);
      transcript.await("go", t -> t.text(cell).contains("go\n"));
      kernel().stop();
      assertThat(running.join()).isEqualTo(new Outcome.Stopped());
      assertValue("executor.awaitTermination(30, TimeUnit.SECONDS)", "true");
    }

    @Test
    void ofAnotherCellGoOn() {
      run(
          "var rounds = new AtomicLong();\nvar worker = Thread.ofVirtual().start(() -> { while (!Thread.interrupted()) rounds.incrementAndGet(); });");
      assertStops("IO.println(\"go\");\nwhile (true) {}");
      assertCompletes(
          "long before = rounds.get();\nwhile (rounds.get() == before) Thread.sleep(1);\nworker.interrupt();\nworker.join();");
    }
  }

  @Nested
  class AtOddMoments {
    @Test
    void whileIdleIsHarmless() {
      kernel().stop();
      assertValue("1 + 1", "2");
    }

    @Test
    void twiceIsHarmless() {
      String cell = cell("twice");
      var running = start(cell, "IO.println(\"go\");\nwhile (true) {}");
      transcript.await("go", t -> t.text(cell).contains("go\n"));
      kernel().stop();
      kernel().stop();
      assertThat(running.join()).isEqualTo(new Outcome.Stopped());
      kernel().stop();
      assertValue("1 + 1", "2");
    }

    @Test
    void againAndAgainWhileCellsComeAndGo() {
      for (int i = 0; i < 20; i++) {
        var running = start(cell("race"), "int r = 1;\nr++;\nint s = r;\ns++;");
        kernel().stop();
        assertThat(running.join()).isInstanceOfAny(Outcome.Stopped.class, Outcome.Completed.class);
      }
      assertValue("2 + 2", "4");
    }

    @Test
    void whileTheCompilerHasTheCellStopsItsThreadsToo() {
      String cell = cell("compiles");
      var declarations = new StringBuilder();
      for (int i = 0; i < 400; i++) {
        declarations.append("int f" + i + "(int x) { return x; }\n");
      }
      var running =
          start(
              cell,
              "var spinner = Thread.ofVirtual().start(() -> { while (true) Thread.onSpinWait(); });\n"
                  + "IO.println(\"go\");\n"
                  + declarations);
      transcript.await("go", t -> t.text(cell).contains("go\n"));
      kernel().stop();
      assertThat(running.join()).isEqualTo(new Outcome.Stopped());
      assertValue("spinner.join(java.time.Duration.ofSeconds(20))", "true");
    }
  }
}
