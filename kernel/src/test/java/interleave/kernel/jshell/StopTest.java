package interleave.kernel.jshell;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.kernel.CellId;
import interleave.kernel.KernelEvent.StopEnded;
import interleave.kernel.Outcome;
import interleave.kernel.StopSignal;
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
    void inLoopsThatCatchEverythingOneInTheOther() {
      assertStops(
          """
          IO.println("go");
          while (true) {
            try {
              while (true) { try { while (true) {} } catch (Throwable t) {} }
            } catch (Throwable t) {
              while (true) { try { continue; } catch (Throwable again) {} }
            }
          }
          """);
    }

    @Test
    void inALoopThatGoesOnInFinally() {
      assertStops(
          """
          IO.println("go");
          while (true) {
            try { Thread.sleep(1); } finally { continue; }
          }
          """);
    }

    @Test
    void inARecursionThatCatchesEverything() {
      assertStops(
          """
          void down(int depth) {
            try { down(depth + 1); } catch (Throwable t) { down(depth + 1); } finally { down(depth + 1); }
          }
          IO.println("go");
          down(0);
          """);
    }

    @Test
    void waitingForAMonitorThatASpinnerHolds() {
      assertStops(
          """
          var monitor = new Object();
          var entered = new CountDownLatch(1);
          Thread.ofPlatform().start(() -> { synchronized (monitor) { entered.countDown(); while (true) {} } });
          entered.await();
          IO.println("go");
          synchronized (monitor) { IO.println("in"); }
          """);
    }

    @Test
    void joiningAThreadThatNeverEnds() {
      assertStops(
          """
          var sleeper = Thread.ofVirtual().start(() -> {
            while (true) try { Thread.sleep(1_000_000); } catch (InterruptedException e) {}
          });
          IO.println("go");
          sleeper.join();
          """);
    }

    @Test
    void inAnEndlessParallelStream() {
      assertStops(
          "IO.println(\"go\");\nStream.generate(() -> 1).parallel().filter(n -> n < 0).findAny()");
      assertValue("IntStream.range(0, 10_000).parallel().map(n -> 1).sum()", "10000");
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
              for (int i = 0; i < 1_000; i++) spinning.add(Thread.ofVirtual().start(() -> { while (true) Thread.onSpinWait(); }));
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
    void thatWorkThroughTheQueueOfAPoolWhichIsOfUseAfterwards() {
      String cell = cell("queue");
      var running =
          start(
              cell,
              """
              var pool = Executors.newFixedThreadPool(2);
              for (int i = 0; i < 1_000; i++) pool.submit(() -> { while (true) {} });
              for (int i = 0; i < 1_000; i++) pool.execute(() -> { while (true) try { Thread.sleep(1_000_000); } catch (Exception e) {} });
              IO.println("go");
              pool.close();
              """);
      transcript.await("go", t -> t.text(cell).contains("go\n"));
      kernel().stop();
      assertThat(running.join()).isEqualTo(new Outcome.Stopped());
      assertValue("pool.isShutdown() || pool.submit(() -> 7).get() == 7", "true");
    }

    @Test
    void thatASchedulerStartsAgainAndAgain() {
      String cell = cell("ticks");
      var running =
          start(
              cell,
              """
              var ticks = new AtomicLong();
              var scheduler = Executors.newScheduledThreadPool(1);
              scheduler.scheduleAtFixedRate(ticks::incrementAndGet, 0, 1, TimeUnit.MILLISECONDS);
              new Timer().schedule(new TimerTask() { public void run() { ticks.incrementAndGet(); } }, 0, 1);
              while (ticks.get() < 3) Thread.sleep(1);
              IO.println("go");
              Thread.sleep(1_000_000);
              """);
      transcript.await("go", t -> t.text(cell).contains("go\n"));
      kernel().stop();
      assertThat(running.join()).isEqualTo(new Outcome.Stopped());
      assertValue(
          "long before = ticks.get();\nscheduler.schedule(() -> 7, 50, TimeUnit.MILLISECONDS).get() + ticks.get() - before",
          "7");
    }

    @Test
    void inAPoolOfAnotherCellWhoseOwnTasksGoOn() {
      assertCompletes(
          """
          var shared = Executors.newFixedThreadPool(4);
          var theirs = new AtomicLong();
          var spins = shared.submit(() -> { while (!Thread.interrupted()) theirs.incrementAndGet(); });
          var release = new CountDownLatch(1);
          var waits = shared.submit(() -> { release.await(); return "not disturbed"; });
          """);
      String cell = cell("guest");
      var running =
          start(
              cell,
              """
              var ended = new CountDownLatch(2);
              var going = new CountDownLatch(2);
              shared.submit(() -> { going.countDown(); try { while (true) {} } finally { ended.countDown(); } });
              shared.submit(() -> { going.countDown(); try { Thread.sleep(1_000_000); } finally { ended.countDown(); } return 0; });
              going.await();
              IO.println("go");
              Thread.sleep(1_000_000);
              """);
      transcript.await("go", t -> t.text(cell).contains("go\n"));
      kernel().stop();
      assertThat(running.join()).isEqualTo(new Outcome.Stopped());
      assertValue("ended.await(20, TimeUnit.SECONDS)", "true");
      assertValue(
          "long seen = theirs.get();\nwhile (theirs.get() == seen) Thread.sleep(1);\nrelease.countDown();\nwaits.get()",
          "not disturbed");
      assertCompletes("shared.shutdownNow();");
    }

    @Test
    void areNotDisturbedAnyMoreWhenTheNextCellUsesTheirPool() {
      String cell = cell("first-user");
      var running =
          start(
              cell,
              """
              var reused = Executors.newFixedThreadPool(4);
              for (int i = 0; i < 4; i++) reused.submit(() -> { while (true) try { Thread.sleep(1_000_000); } catch (InterruptedException e) {} });
              IO.println("go");
              Thread.sleep(1_000_000);
              """);
      transcript.await("go", t -> t.text(cell).contains("go\n"));
      kernel().stop();
      assertThat(running.join()).isEqualTo(new Outcome.Stopped());
      assertValue(
          """
          var naps = new ArrayList<Future<String>>();
          for (int i = 0; i < 4; i++) naps.add(reused.submit(() -> { TimeUnit.MILLISECONDS.sleep(200); return "slept"; }));
          var how = new TreeSet<String>();
          for (var nap : naps) how.add(nap.get());
          how
          """,
          "[slept]");
    }

    @Test
    void ofTheJdksOwnServeTheNextCell() {
      String cell = cell("client");
      var running =
          start(
              cell,
              """
              var client = java.net.http.HttpClient.newHttpClient();
              var silent = new java.net.ServerSocket(0, 50, java.net.InetAddress.getLoopbackAddress());
              var request = java.net.http.HttpRequest.newBuilder(URI.create("http://localhost:" + silent.getLocalPort())).timeout(java.time.Duration.ofMillis(1)).build();
              try { client.send(request, java.net.http.HttpResponse.BodyHandlers.ofString()); } catch (java.net.http.HttpTimeoutException e) { IO.println("go"); }
              Thread.sleep(1_000_000);
              """);
      transcript.await("go", t -> t.text(cell).contains("go\n"));
      kernel().stop();
      assertThat(running.join()).isEqualTo(new Outcome.Stopped());
      assertValue(
          """
          var how = "";
          try { client.send(request, java.net.http.HttpResponse.BodyHandlers.ofString()); how = "answered"; }
          catch (java.net.http.HttpTimeoutException e) { how = "timed out as before"; }
          silent.close();
          how
          """,
          "timed out as before");
    }

    @Test
    void ofAnEarlierRunOfTheCellEndToo() {
      String again = cell("again");
      run(
          again,
          """
          var platform = Thread.ofPlatform().start(() -> { while (true) Thread.onSpinWait(); });
          var virtual = Thread.ofVirtual().start(() -> { while (true) try { Thread.sleep(1_000_000); } catch (InterruptedException e) {} });
          """);
      var running = start(again, "IO.println(\"go\");\nwhile (true) {}");
      transcript.await("go", t -> t.text(again).contains("go\n"));
      kernel().stop();
      assertThat(running.join()).isEqualTo(new Outcome.Stopped());
      assertCompletes("platform.join();\nvirtual.join();");
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
    void betweenTwoCellsStopsWhatCellsHaveLeftBehind() {
      assertCompletes(
          """
          var left = new ArrayList<Thread>();
          left.add(Thread.ofPlatform().start(() -> { while (true) {} }));
          left.add(Thread.ofVirtual().start(() -> { while (true) Thread.onSpinWait(); }));
          left.add(Thread.ofVirtual().start(() -> { while (true) try { Thread.sleep(1_000_000); } catch (InterruptedException e) {} }));
          """);
      assertCompletes(
          "left.add(Thread.ofPlatform().start(() -> { while (true) java.util.concurrent.locks.LockSupport.park(); }));");
      long before = transcript.events(StopEnded.class).count();
      kernel().stop();
      transcript.await("the end of the stop", t -> t.events(StopEnded.class).count() == before + 1);
      assertCompletes("for (var thread : left) thread.join();");
      assertThat(transcript.events(StopEnded.class).toList().getLast().threads())
          .isGreaterThanOrEqualTo(4);
    }

    @Test
    void betweenTwoCellsIsHarmlessWhenNothingIsLeft() {
      kernel().stop();
      assertValue("1 + 1", "2");
    }

    @Test
    void beforeTheCellHasBegunLetsNothingOfItRun() {
      var stop = new StopSignal();
      stop.give();
      String cell = cell("early");
      assertThat(kernel().run(new CellId(cell), "IO.println(\"ran\");", stop).outcome())
          .isEqualTo(new Outcome.Stopped());
      assertThat(transcript.text(cell)).isEmpty();
      assertValue("1 + 1", "2");
    }

    @Test
    void afterTheCellHasEndedDoesNotHitTheNext() {
      var stop = new StopSignal();
      assertThat(kernel().run(new CellId(cell("over")), "int over = 1;", stop).outcome())
          .isInstanceOf(Outcome.Completed.class);
      String cell = cell("next");
      var running =
          start(cell, "IO.println(\"go\");\nvar line = new CountDownLatch(1);\nline.await();");
      transcript.await("go", t -> t.text(cell).contains("go\n"));
      stop.give();
      assertThat(running).isNotDone();
      kernel().stop();
      assertThat(running.join()).isEqualTo(new Outcome.Stopped());
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
