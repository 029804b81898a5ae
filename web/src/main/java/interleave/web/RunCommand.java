package interleave.web;

import interleave.catalog.LessonException;
import interleave.catalog.NotebookFiles;
import interleave.catalog.UnreadableException;
import interleave.session.HeadlessRun;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a notebook from top to bottom, for authors and for CI. */
@Command(
    name = "run",
    description =
        "Runs a notebook (.ipynb or .md) from top to bottom and writes it with its outputs. Ends"
            + " with status 1 at the first cell that fails, unless that has the tag"
            + " raises-exception.",
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  private static final int FAILED = 1;

  @Parameters(paramLabel = "NOTEBOOK", description = "What to run.")
  private Path notebook = Path.of("");

  @Option(
      names = {"-o", "--output"},
      paramLabel = "OUT",
      description =
          "The .ipynb to write (default: NOTEBOOK itself; for a .md the .ipynb beside it).")
  private @Nullable Path output;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      converter = KernelOptions.Time.class,
      description = "Each cell may take so long, such as 90s or 5m (default: no limit).")
  private @Nullable Duration timeout;

  @Mixin private final KernelOptions options = new KernelOptions();

  @Override
  public Integer call() throws InterruptedException {
    try (var kernels = Main.kernelsOfOne(options, options.outputCharacters())) {
      var read = NotebookFiles.read(notebook);
      var limit = timeout == null || timeout.isZero() ? null : timeout;
      var result = HeadlessRun.of(read, kernels, Main.clock(), limit, NotebookFiles::mayFail);
      var to = output == null ? NotebookFiles.besides(notebook) : output;
      NotebookFiles.write(result.notebook(), to);
      if (result.failed().isEmpty()) {
        System.out.println(notebook + " ran; written to " + to + ".");
        return 0;
      }
      var why = NotebookFiles.failure(result.notebook(), result.failed().get());
      System.err.println(
          notebook + ": " + why + (result.late() ? ": it took longer than --timeout says" : ""));
      return FAILED;
    } catch (UnreadableException | LessonException e) {
      System.err.println(e.getMessage());
      return FAILED;
    } catch (IOException e) {
      System.err.println("cannot write the notebook: " + e.getMessage());
      return FAILED;
    }
  }
}
