package interleave.kernel.jshell;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.display.MimeBundle;
import interleave.kernel.CellId;
import interleave.kernel.Diagnostic;
import interleave.kernel.Failure;
import interleave.kernel.Kernel;
import interleave.kernel.Outcome;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Learner code and what one sees: real workers, one for each test. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class KernelSpec {
  private final AtomicInteger cells = new AtomicInteger();
  private JShellKernels kernels;
  Kernel kernel;
  Transcript transcript;

  @BeforeAll
  void openKernels() {
    kernels = new JShellKernels(128, 1);
  }

  @AfterAll
  void closeKernels() {
    kernels.close();
  }

  @BeforeEach
  void startKernel() {
    transcript = new Transcript();
    kernel = kernels.start(transcript);
  }

  @AfterEach
  void closeKernel() {
    kernel.close();
  }

  JShellKernels kernels() {
    return kernels;
  }

  Outcome run(String source) {
    return run("cell-" + cells.incrementAndGet(), source);
  }

  Outcome run(String cell, String source) {
    return kernel.run(new CellId(cell), source).outcome();
  }

  /** Runs in the background, for cells that do not end by themselves. */
  CompletableFuture<Outcome> start(String cell, String source) {
    return CompletableFuture.supplyAsync(() -> run(cell, source), Thread::startVirtualThread)
        .orTimeout(30, TimeUnit.SECONDS);
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
