package interleave.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Runs one part in a process of its own, so that a part that hangs or dies costs only those of its
 * figures that it has not printed yet. The time-out is kept twice: inside, where the stacks can be
 * shown of what hangs, and outside, in case the process does not even do that.
 */
final class PartProcess {
  private static final Duration GRACE = Duration.ofSeconds(20);

  private PartProcess() {}

  /** Started by {@link #run}: prints one line of Markdown a figure. */
  public static void main(String[] arguments) throws Exception {
    var part = Part.valueOf(arguments[0]);
    // Whatever is measured may print to System.out: only figures shall reach the report.
    var report = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    System.setOut(System.err);
    Thread.ofPlatform().daemon().name("time limit").start(() -> endAfter(part, report));
    Consumer<Figure> print = figure -> report.println(figure.markdown());
    try {
      part.measure(print);
    } catch (Exception | Error e) {
      e.printStackTrace();
      print.accept(Figure.failed(part.title, String.valueOf(e)));
    }
    System.exit(0);
  }

  private static void endAfter(Part part, PrintStream report) {
    try {
      Thread.sleep(part.limit);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    Thread.getAllStackTraces()
        .forEach((thread, stack) -> System.err.println(thread + " " + List.of(stack)));
    report.println(
        Figure.failed(part.title, "not done within " + part.limit.toSeconds() + " s").markdown());
    Runtime.getRuntime().halt(1);
  }

  /** The part's lines of the report. */
  static List<String> run(Part part) throws InterruptedException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var command = new ArrayList<>(List.of(java));
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("-D"))
        .forEach(command::add);
    command.addAll(
        List.of(
            "-Xmx2g",
            "--add-opens=jdk.jshell/jdk.jshell=ALL-UNNAMED", // as in the program's jar
            "-cp",
            System.getProperty("java.class.path"),
            PartProcess.class.getName(),
            part.name()));
    var lines = new CopyOnWriteArrayList<String>();
    try {
      var process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      var reader =
          Thread.ofVirtual()
              .name("figures of " + part)
              .start(() -> process.inputReader(StandardCharsets.UTF_8).lines().forEach(lines::add));
      var limit = part.limit.plus(GRACE);
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        lines.add(
            Figure.failed(part.title, "did not end within " + limit.toSeconds() + " s").markdown());
      } else if (process.exitValue() != 0 && lines.isEmpty()) {
        lines.add(Figure.failed(part.title, "status " + process.exitValue()).markdown());
      }
      reader.join(GRACE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + command, e);
    }
    return List.copyOf(lines);
  }
}
