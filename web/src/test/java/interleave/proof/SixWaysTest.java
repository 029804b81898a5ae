package interleave.proof;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.catalog.Lesson;
import interleave.catalog.Lessons;
import interleave.kernel.CellId;
import interleave.kernel.Outcome;
import interleave.kernel.jshell.JShellKernels;
import interleave.kernel.jshell.KernelSettings;
import interleave.notebook.Cell.CodeCell;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The six shapes of lesson 3, drawn by its own code on a Java that sees two processors: how many of
 * twenty requests wait at the same moment.
 */
class SixWaysTest {
  private static JShellKernels kernels;
  private static Stage stage;

  @BeforeAll
  static void declareTheWays() {
    kernels =
        new JShellKernels(
            KernelSettings.DEFAULT.withReserve(0).withJavaOptions("-XX:ActiveProcessorCount=2"));
    stage = new Stage(kernels);
    Lesson lesson =
        new Lessons(Path.of("../notebooks")).find("03-the-same-twenty-six-ways").orElseThrow();
    for (String id : new String[] {"three-with-threads", "three-without-threads"}) {
      var cell = new CellId(id);
      String source = ((CodeCell) lesson.part(cell).orElseThrow().cell()).source();
      assertThat(stage.run(cell, source).outcome()).isInstanceOf(Outcome.Completed.class);
    }
  }

  @AfterAll
  static void end() {
    stage.close();
    kernels.close();
  }

  // Those that wait all at once wait for longer, so that a busy machine has sent the last request
  // before the first is answered.
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "fetchOneByOne(urls),         1,  50",
    "withPoolOf4(urls),           4, 200",
    "withParallelStream(urls),    2, 200",
    "withSupplyAsync(urls),       1,  50",
    "withVirtualThreads(urls),   20, 2000",
    "fetchAllAsync(urls).join(), 20, 2000",
  })
  void showsHowManyWaitAtOnce(String way, int mostInFlight, int millis) {
    String source =
        """
        var urls = slowUrls(20, ofMillis(%d));
        if (%s.size() != 20) { throw new AssertionError("not all pages"); }
        int most = urls.seen().mostInFlight();
        if (most != %d) { throw new AssertionError("most in flight was " + most); }
        """
            .formatted(millis, way, mostInFlight);
    assertThat(stage.run(new CellId("way"), source).outcome())
        .isInstanceOf(Outcome.Completed.class);
  }
}
