package interleave.web;

import interleave.jupyter.JupyterException;
import interleave.jupyter.KernelSpec;
import interleave.jupyter.Rehearsal;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** How Java is started for a kernel of Jupyter's: quickly, and small. */
final class KernelJava {
  private final KernelSpec spec;

  KernelJava(KernelSpec spec) {
    this.spec = spec;
  }

  /** Up to the jar; Java works as well, only slower to start, if the cache is not there. */
  List<String> command() {
    return command("-XX:AOTCache=" + spec.cache());
  }

  private static List<String> command(String cache) {
    return List.of(
        ProcessHandle.current().info().command().orElseGet(() -> JavaProgram.path().toString()),
        cache,
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-Xmn32m", // one collection in the start instead of four; larger only takes memory
        "-Xmx512m",
        "-Xss2m",
        // Else the first reflective calls make classes, which takes longer than these calls ever
        // do.
        "-Djdk.reflect.useNativeAccessorOnly=true",
        "-XX:-UsePerfData",
        "-XX:+IgnoreUnrecognizedVMOptions",
        "-Xlog:disable");
  }

  /**
   * Starts and uses the kernel once, which also writes the cache.
   *
   * @throws JupyterException if it does not work
   */
  void rehearse() throws InterruptedException {
    var command = new ArrayList<>(command("-XX:AOTCacheOutput=" + spec.cache()));
    command.addAll(List.of("-jar", spec.jar().toString(), "jupyter", "run"));
    Rehearsal.of(command);
    if (!Files.exists(spec.cache())) {
      System.err.println(
          "This Java has written no cache to "
              + spec.cache()
              + ", so kernels start a little slower.");
    }
  }
}
