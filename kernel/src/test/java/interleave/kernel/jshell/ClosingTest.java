package interleave.kernel.jshell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import interleave.kernel.CellId;
import interleave.kernel.Kernel;
import interleave.kernel.KernelFailedException;
import interleave.kernel.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ClosingTest {

  private static long pidOf(Kernel kernel, Transcript transcript) {
    kernel.run(new CellId("pid"), "IO.println(ProcessHandle.current().pid());");
    return Long.parseLong(transcript.text("pid").strip());
  }

  @Test
  void leavesNoThreadAndNoProcess() throws Exception {
    List<Long> processes = new ArrayList<>();
    try (var kernels = new JShellKernels(64, 1)) {
      for (int i = 0; i < 5; i++) {
        var transcript = new Transcript();
        Kernel kernel = kernels.start(transcript);
        processes.add(pidOf(kernel, transcript));
        kernel.close();
        kernel.close();
      }
    }
    for (long process : processes) {
      assertThat(ProcessHandle.of(process).filter(ProcessHandle::isAlive)).isEmpty();
    }
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (processes.stream().anyMatch(pid -> thread.getName().startsWith("worker " + pid + " "))) {
        assertThat(thread.join(Duration.ofSeconds(30))).as(thread.getName()).isTrue();
      }
    }
    assertThat(ProcessHandle.current().children().filter(child -> processes.contains(child.pid())))
        .isEmpty();
  }

  @Test
  void endsTheWaitForAKernel() {
    var kernels = new JShellKernels(64, 1);
    kernels.close();
    for (int reader = 0; reader < 3; reader++) {
      assertThatThrownBy(() ->
              CompletableFuture.supplyAsync(
                      () -> kernels.start(new Transcript()), Thread::startVirtualThread)
                  .orTimeout(30, TimeUnit.SECONDS)
                  .join())
          .hasCauseInstanceOf(KernelFailedException.class)
          .hasMessageContaining("the server is closing");
    }
  }

  @Test
  void endsTheCellThatIsRunning() throws Exception {
    try (var kernels = new JShellKernels(64, 1)) {
      var transcript = new Transcript();
      Kernel kernel = kernels.start(transcript);
      var running = KernelSpec.start(kernel, "loop", "IO.println(\"go\");\nwhile (true) {}");
      transcript.await("go", t -> t.text("loop").contains("go"));
      kernel.close();
      assertThat(running.get(30, TimeUnit.SECONDS)).isInstanceOf(Outcome.WorkerLost.class);
      assertThatThrownBy(() -> kernel.run(new CellId("next"), "1"))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("this kernel is closed");
    }
  }
}
