package interleave.kernel.jshell;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.kernel.CellId;
import interleave.kernel.Kernel;
import interleave.kernel.KernelEvent;
import interleave.kernel.Outcome;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What the kernel adds to cells, and says beside them, must not change what a lesson shows. */
class WovenCheckTest extends KernelSpec {

  // The JIT compiles the loop at a moment of its own; before that, the loop does see the change.
  // So this tries until it has seen the hang, and fails only if it never does.
  @Test
  void leavesALoopDeafToAVariableThatAnotherThreadChangesUntilItIsStopped() {
    String cell = cell("deaf");
    var running =
        start(
            cell,
            """
            boolean run = true;
            Thread spinner;
            while (true) {
              run = true;
              spinner = Thread.ofPlatform().start(() -> { while (run) {} });
              spinner.join(java.time.Duration.ofMillis(500));
              run = false;
              if (!spinner.join(java.time.Duration.ofSeconds(2))) break;
            }
            IO.println("hangs");
            spinner.join();
            """);
    transcript.await("the hang", t -> t.text(cell).contains("hangs\n"));
    assertThat(running).isNotDone();
    kernel().stop();
    assertThat(running.join()).isEqualTo(new Outcome.Stopped());
    assertValue("run || spinner.isAlive()", "false");
  }

  @Test
  void letsTheListenerHearOneEventAtATime() {
    var inside = new AtomicInteger();
    var together = new AtomicBoolean();
    var heard = new Transcript();
    try (Kernel fresh =
        KERNELS.start(event -> {
          together.compareAndSet(false, inside.incrementAndGet() > 1);
          heard.accept(event);
          inside.decrementAndGet();
        })) {
      var source = new StringBuilder();
      source.append("Thread.ofVirtual().start(() -> { while (true) IO.println(1); });\n");
      for (int i = 0; i < 50; i++) {
        source.append("void early" + i + "() { later" + i + "(); }\n");
      }
      assertThat(fresh.run(new CellId("notes"), source.toString()).notes()).hasSize(50);
      heard.await("a line", t -> t.events(KernelEvent.Printed.class).findAny().isPresent());
    }
    assertThat(together).isFalse();
  }
}
