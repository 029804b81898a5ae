package interleave.proof;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.catalog.Lessons;
import interleave.kernel.jshell.JShellKernels;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Every lesson that we ship, on real kernels. */
class LessonsTest {

  @Test
  void areProved() throws InterruptedException {
    try (var kernels = new JShellKernels(256, 1)) {
      var proofs = new LessonProofs(new Lessons(Path.of("../notebooks")), kernels).prove("");

      assertThat(proofs).isNotEmpty();
      assertThat(proofs.stream().flatMap(proof -> proof.mistakes().stream()))
          .as(proofs.toString())
          .isEmpty();
    }
  }
}
