package interleave.kernel.jshell;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.display.MimeBundle;
import interleave.kernel.CellId;
import interleave.kernel.Diagnostic;
import interleave.kernel.Failure;
import interleave.kernel.Kernel;
import interleave.kernel.Outcome;
import interleave.kernel.Run;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Learner code and what one sees, on a real worker that the tests of a class share. A test that
 * loses its worker, or cares about what exists, starts a fresh one.
 */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class KernelSpec {
  @RegisterExtension static final SharedKernels KERNELS = new SharedKernels();

  private static final AtomicInteger CELLS = new AtomicInteger();

  final Transcript transcript = new Transcript();
  private Kernel kernel;

  @BeforeAll
  void startKernel() {
    kernel = KERNELS.start(transcript);
  }

  @AfterAll
  void closeKernel() {
    kernel.close();
  }

  Kernel kernel() {
    return kernel;
  }

  /** A name that no other cell has. */
  static String cell(String name) {
    return name + "-" + CELLS.incrementAndGet();
  }

  Outcome run(String source) {
    return run(cell("cell"), source);
  }

  Outcome run(String cell, String source) {
    return kernel.run(new CellId(cell), source).outcome();
  }

  /** The whole of what a run tells, not only how it ended. */
  Run told(String cell, String source) {
    return kernel.run(new CellId(cell), source);
  }

  /** The messages beside the outcome of a cell that ran. */
  List<String> notes(String source) {
    Run run = told(cell("noted"), source);
    assertThat(run.outcome()).isInstanceOf(Outcome.Completed.class);
    return run.notes().stream().map(Diagnostic::message).toList();
  }

  /** Runs in the background, for cells that do not end by themselves. */
  CompletableFuture<Outcome> start(String cell, String source) {
    return start(kernel, cell, source);
  }

  static CompletableFuture<Outcome> start(Kernel kernel, String cell, String source) {
    return CompletableFuture.supplyAsync(
            () -> kernel.run(new CellId(cell), source).outcome(), Thread::startVirtualThread)
        .orTimeout(60, TimeUnit.SECONDS);
  }

  void assertValue(String source, String expected) {
    Outcome outcome = run(source);
    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    MimeBundle value = ((Outcome.Completed) outcome).value();
    assertThat(value == null ? "no value" : value.text()).isEqualTo(expected);
  }

  void assertCompletes(String source) {
    assertThat(run(source)).isInstanceOf(Outcome.Completed.class);
  }

  Failure failure(String cell, String source) {
    Outcome outcome = run(cell, source);
    assertThat(outcome).isInstanceOf(Outcome.Threw.class);
    return ((Outcome.Threw) outcome).failure();
  }

  Diagnostic onlyMistake(String source) {
    Outcome outcome = run(source);
    assertThat(outcome).isInstanceOf(Outcome.Rejected.class);
    assertThat(((Outcome.Rejected) outcome).diagnostics()).hasSize(1);
    return ((Outcome.Rejected) outcome).diagnostics().getFirst();
  }
}
