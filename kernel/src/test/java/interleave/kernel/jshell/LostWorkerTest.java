package interleave.kernel.jshell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.abort;

import interleave.kernel.BusyThread;
import interleave.kernel.CellId;
import interleave.kernel.Kernel;
import interleave.kernel.KernelEvent.StillRunning;
import interleave.kernel.KernelEvent.StopEnded;
import interleave.kernel.KernelEvent.StopWaits;
import interleave.kernel.KernelEvent.WorkerEnded;
import interleave.kernel.Outcome;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

class LostWorkerTest extends KernelSpec {
  private Transcript seen;
  private Kernel fresh;

  @BeforeEach
  void startFresh() {
    seen = new Transcript();
    fresh = KERNELS.start(seen);
  }

  @AfterEach
  void closeFresh() {
    fresh.close();
  }

  private Outcome runFresh(String source) {
    return fresh.run(new CellId("cell"), source).outcome();
  }

  private static String reason(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.WorkerLost.class);
    return ((Outcome.WorkerLost) outcome).reason();
  }

  @Test
  void bySystemExitSaysWithWhichStatus() {
    String reason = reason(runFresh("IO.println(\"bye\");\nSystem.exit(3);"));
    assertThat(reason).contains("status 3").contains("System.exit").contains("variables are gone");
    assertThat(seen.text("cell")).isEqualTo("bye\n");
  }

  @Test
  void saysHowLongTheCellRan() {
    assertThat(fresh.run(new CellId("cell"), "System.exit(0);").running()).isPositive();
  }

  @Test
  void leavesOtherKernelsAlone() {
    reason(runFresh("System.exit(0);"));
    assertValue("1 + 1", "2");
  }

  @Test
  void keepsLosingTheCellsThatFollow() {
    reason(runFresh("Runtime.getRuntime().halt(5);"));
    assertThat(runFresh("1 + 1")).isInstanceOf(Outcome.WorkerLost.class);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void byAKillFromOutsideSaysSo() {
    var running =
        start(
            fresh, "cell", "IO.println(ProcessHandle.current().pid());\nThread.sleep(1_000_000);");
    seen.await("the process id", t -> t.text("cell").endsWith("\n"));
    ProcessHandle.of(Long.parseLong(seen.text("cell").strip())).orElseThrow().destroyForcibly();
    assertThat(reason(running.join())).contains("ended from outside").contains("137");
  }

  @Test
  void whileIdleIsAnEvent() {
    runFresh("IO.println(ProcessHandle.current().pid());");
    ProcessHandle.of(Long.parseLong(seen.text("cell").strip())).orElseThrow().destroyForcibly();
    seen.await("the end", t -> t.events(WorkerEnded.class).count() == 1);
  }

  // In these tests "go" and what is stuck stand in one snippet, with no stop check between them:
  // else the stop could come before, and be listened to.
  @Test
  void byCodeThatCannotBeInterruptedNamesTheThreadAndTheCall() {
    var running =
        start(
            fresh,
            "pow",
            "{ IO.println(\"go\");\nnew java.math.BigInteger(\"3\").pow(200_000_000); }");
    seen.await("go", t -> t.text("pow").contains("go"));
    fresh.stop();
    assertThat(reason(running.join())).contains("did not listen to the stop for 2 s");
    seen.await("what the stop waited for", t -> t.events(StopWaits.class).count() > 0);
    BusyThread thread = onlyThread("pow");
    assertThat(thread.name()).isEqualTo("cell pow");
    assertThat(thread.virtual()).isFalse();
    assertThat(thread.frames())
        .anyMatch(frame -> frame.cell() == null && frame.method().contains("BigInteger.pow"))
        .anyMatch(frame -> new CellId("pow").equals(frame.cell()) && frame.line() == 2);
  }

  @Test
  void byAPlatformThreadThatAcceptsNamesTheThreadAndTheCall() {
    var running =
        start(
            fresh,
            "accepts",
            "var server = new java.net.ServerSocket(0);\n{ IO.println(\"go\");\nserver.accept(); }");
    seen.await("go", t -> t.text("accepts").contains("go"));
    fresh.stop();
    assertThat(reason(running.join())).contains("did not listen to the stop for 2 s");
    assertThat(onlyThread("accepts").frames())
        .anyMatch(frame -> frame.method().equals("java.net.ServerSocket.accept"))
        .anyMatch(frame -> new CellId("accepts").equals(frame.cell()) && frame.line() == 3);
  }

  private BusyThread onlyThread(String cell) {
    List<StillRunning> reports = seen.events(StillRunning.class).toList();
    assertThat(reports).hasSize(1);
    assertThat(reports.getFirst().cell().value()).isEqualTo(cell);
    assertThat(reports.getFirst().threads().count()).isEqualTo(1);
    return reports.getFirst().threads().first().getFirst();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void thatIsFrozenIsEndedByAStopAllTheSame() throws Exception {
    var running =
        start(
            fresh,
            "frozen",
            "IO.println(ProcessHandle.current().pid());\nThread.sleep(1_000_000);");
    seen.await("the process id", t -> t.text("frozen").endsWith("\n"));
    freeze(seen.text("frozen").strip());
    fresh.stop();
    assertThat(reason(running.join())).contains("did not answer the stop for 5 s");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void thatIsFrozenBetweenTwoCellsIsEndedByAStopToo() throws Exception {
    runFresh("IO.println(ProcessHandle.current().pid());");
    freeze(seen.text("cell").strip());
    fresh.stop();
    seen.await("the end", t -> t.events(WorkerEnded.class).count() == 1);
    assertThat(seen.events(WorkerEnded.class).findFirst().orElseThrow().reason())
        .contains("did not answer the stop for 5 s");
  }

  private static void freeze(String pid) throws Exception {
    try {
      assertThat(new ProcessBuilder("kill", "-STOP", pid).inheritIO().start().waitFor()).isZero();
    } catch (IOException e) {
      abort("there is no command 'kill' to freeze a process with: " + e.getMessage());
    }
  }

  @Test
  void whoDoesNotWaitForAStopEndsJavaAtOnce() {
    var running = start(fresh, "endless", "IO.println(\"go\");\nwhile (true) {}");
    seen.await("go", t -> t.text("endless").contains("go"));
    fresh.kill();
    assertThat(reason(running.join())).contains("at once, as you asked").contains("are gone");
  }

  @Test
  void whoEndsJavaBetweenTwoCellsIsToldSo() {
    runFresh("1 + 1");
    fresh.kill();
    seen.await("the end", t -> t.events(WorkerEnded.class).count() == 1);
    assertThat(seen.events(WorkerEnded.class).findFirst().orElseThrow().reason())
        .contains("as you asked");
  }

  @Test
  void isNotTheEndOfACellWhoseOtherThreadDoesNotListen() {
    var running =
        start(
            fresh,
            "server",
            """
            int kept = 7;
            var server = new java.net.ServerSocket(0);
            Thread.ofPlatform().name("acceptor").start(() -> { try { IO.println("go"); server.accept(); } catch (java.io.IOException e) {} });
            Thread.sleep(1_000_000);
            """);
    seen.await("go", t -> t.text("server").contains("go"));
    fresh.stop();
    assertThat(running.join()).isEqualTo(new Outcome.Stopped());
    assertThat(onlyThread("server").name()).isEqualTo("acceptor");
    assertThat(onlyThread("server").frames())
        .anyMatch(frame -> new CellId("server").equals(frame.cell()) && frame.line() == 3);
    assertThat(runFresh("kept")).isInstanceOf(Outcome.Completed.class);

    // Of many that are stuck alike only some are described, and all are counted.
    runFresh(
        """
        var waiting = new CountDownLatch(60);
        for (int i = 0; i < 60; i++) Thread.ofPlatform().start(() -> {
          try { waiting.countDown(); server.accept(); } catch (java.io.IOException e) {}
        });
        waiting.await();
        """);
    fresh.stop();
    seen.await("the end of the second stop", t -> t.events(StopEnded.class).count() == 1);
    assertThat(seen.events(StillRunning.class).skip(1))
        .extracting(report -> report.cell().value(), report -> report.threads().count())
        .containsExactlyInAnyOrder(tuple("server", 1), tuple("cell", 60));
    assertThat(seen.events(StillRunning.class))
        .allSatisfy(report -> assertThat(report.threads().first()).hasSizeLessThanOrEqualTo(50));
    assertThat(runFresh("server.close();")).isInstanceOf(Outcome.Completed.class);
  }

  @Test
  void byMemoryThatNobodyGivesBackSaysTheLimit() {
    Outcome outcome =
        runFresh("var all = new ArrayList<byte[]>();\nwhile (true) all.add(new byte[100_000]);");
    String text =
        switch (outcome) {
          case Outcome.Threw threw -> String.valueOf(threw.failure().message());
          case Outcome.WorkerLost lost -> lost.reason();
          default -> outcome.toString();
        };
    assertThat(text).contains("limit is " + SharedKernels.HEAP_MEGABYTES + " MB");
  }

  @Test
  void isNotWhatHappensWhenTheMemoryIsGivenBack() {
    Outcome outcome =
        runFresh(
            "{ var all = new ArrayList<long[]>();\nwhile (true) all.add(new long[1_000_000]); }");
    assertThat(outcome).isInstanceOf(Outcome.Threw.class);
    assertThat(((Outcome.Threw) outcome).failure().type()).isEqualTo("java.lang.OutOfMemoryError");
    assertThat(runFresh("1 + 1")).isInstanceOf(Outcome.Completed.class);
  }
}
