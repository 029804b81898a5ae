package interleave.kernel.jshell;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.kernel.CellId;
import interleave.kernel.Outcome;
import interleave.kernel.StopSignal;
import org.junit.jupiter.api.Test;

class OutputOfJShellTest {
  @Test
  void growsWithWhatIsDeclaredAndNotWithWhatIsRun() {
    var settings = KernelSettings.DEFAULT.withReserve(1);
    try (var kernels = new JShellKernels(settings, WorkerJar.copy(), _ -> {});
        var kernel = (JShellKernel) kernels.start(_ -> {})) {
      int atFirst = kernel.keptClasses();
      complete(kernel, "var names = new ArrayList<String>();");
      complete(kernel, "record Point(int x, int y) {}");
      int declared = kernel.keptClasses();
      assertThat(declared).isGreaterThan(atFirst);

      for (int i = 0; i < 5; i++) {
        complete(kernel, "names.add(new Object() {}.toString());");
        complete(kernel, "names.forEach(name -> new Point(1, 2).x());\n1 + 1");
      }
      complete(kernel, "names.size() + new Point(1, 2).y()");
      assertThat(kernel.keptClasses()).isLessThanOrEqualTo(declared);
    }
  }

  private static void complete(JShellKernel kernel, String source) {
    assertThat(kernel.run(new CellId("cell"), source, new StopSignal()).outcome())
        .isInstanceOf(Outcome.Completed.class);
  }
}
