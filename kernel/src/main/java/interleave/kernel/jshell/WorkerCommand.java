package interleave.kernel.jshell;

import interleave.worker.Worker;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How Java is started for a worker. */
final class WorkerCommand {
  private static final int FIRST_HEAP_MEGABYTES = 16;
  private static final int TRIM_MILLIS = 5_000;

  private WorkerCommand() {}

  static ProcessBuilder builder(Path jar, KernelSettings settings, List<String> options) {
    return builder(jar, settings, options, Charset.forName(System.getProperty("sun.jnu.encoding")));
  }

  /**
   * Java's launcher on Windows reads its arguments in the code page of the machine, which lacks
   * most of the letters that a user's name, and with it the temporary folder, may have. Then the
   * jar has to be named relative to the folder that the worker starts in.
   *
   * @param arguments letters that can be passed on
   */
  static ProcessBuilder builder(
      Path jar, KernelSettings settings, List<String> options, Charset arguments) {
    Path folder = jar.getParent();
    boolean named = arguments.newEncoder().canEncode(jar.toString());
    if (named || folder == null) {
      return new ProcessBuilder(command(jar, settings, options)).redirectErrorStream(true);
    }
    return new ProcessBuilder(command(folder.relativize(jar), settings, options))
        .redirectErrorStream(true)
        .directory(folder.toFile());
  }

  private static List<String> command(Path jar, KernelSettings settings, List<String> options) {
    boolean windows = System.getProperty("os.name").startsWith("Windows");
    Path java = Path.of(System.getProperty("java.home"), "bin", windows ? "java.exe" : "java");
    var command = new ArrayList<String>();
    command.add(java.toString());
    // Its pauses are short on few cores, and unlike the serial collector it lets two threads
    // allocate at once.
    command.add("-XX:+UseParallelGC");
    command.add("-Xmx" + settings.heapMegabytes() + "m");
    // Otherwise it begins with 1/64 of the machine's memory, touches all of it before it collects
    // for the first time, and keeps it: 25 MB for each notebook that waits. It grows when needed.
    command.add("-Xms" + Math.min(FIRST_HEAP_MEGABYTES, settings.heapMegabytes()) + "m");
    // The C library of Linux keeps what the compilers used at the start, 12 MB, unless it is told.
    command.add("-XX:+UnlockExperimentalVMOptions");
    command.add("-XX:TrimNativeHeapInterval=" + TRIM_MILLIS);
    command.add("-Dinterleave.heap-megabytes=" + settings.heapMegabytes());
    command.add("-Dinterleave.threads=" + settings.threads());
    command.add("-Dinterleave.output-characters=" + settings.outputCharacters());
    command.add("-XX:-UsePerfData");
    command.add("-XX:+IgnoreUnrecognizedVMOptions");
    command.add(
        "-XX:ErrorFile="
            + Path.of(System.getProperty("java.io.tmpdir"), "interleave-crash-%p.log"));
    command.add("-Xlog:disable");
    command.add("-Djava.awt.headless=true");
    command.add("--enable-preview");
    command.add("-javaagent:" + jar);
    command.addAll(options);
    command.addAll(settings.javaOptions());
    command.add("-cp");
    command.add(jar.toString());
    command.add(Worker.class.getName());
    return command;
  }
}
