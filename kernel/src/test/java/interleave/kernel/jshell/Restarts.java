package interleave.kernel.jshell;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import com.sun.management.UnixOperatingSystemMXBean;
import interleave.kernel.CellId;
import interleave.kernel.Outcome;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Starts, uses and closes kernels, many times, and prints what the process holds before and after.
 * A program of its own: beside other tests nobody could tell whose thread or file it is.
 */
final class Restarts {
  private static final int FIRST = 5; // until all that a JVM makes once is made

  private Restarts() {}

  /** What a process holds of the machine. */
  record Held(long processes, long threads, long openFiles, long temporaryFiles) {

    static Held now() throws IOException {
      return new Held(
          ProcessHandle.current().descendants().filter(ProcessHandle::isAlive).count(),
          liveThreads(),
          ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
              ? unix.getOpenFileDescriptorCount()
              : 0,
          filesInTemporaryFolder());
    }

    /** Virtual threads too. */
    private static long liveThreads() throws IOException {
      Path dump = Files.createTempDirectory("threads").resolve("dump.txt");
      ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
          .dumpThreads(dump.toString(), ThreadDumpFormat.TEXT_PLAIN);
      long threads =
          Files.readAllLines(dump).stream()
              .filter(Pattern.compile("^#\\d+ ").asPredicate())
              .count();
      Files.delete(dump);
      Files.delete(dump.getParent());
      return threads;
    }

    private static long filesInTemporaryFolder() throws IOException {
      try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
        return files.count();
      }
    }
  }

  public static void main(String[] arguments) throws IOException {
    int restarts = Integer.parseInt(arguments[0]);
    restart(FIRST);
    System.out.println("before " + Held.now());
    long start = System.nanoTime();
    restart(restarts);
    long millis = (System.nanoTime() - start) / 1_000_000;
    System.out.println("after " + Held.now());
    System.out.println(restarts + " restarts took " + millis + " ms");
  }

  private static void restart(int times) {
    try (var kernels = new JShellKernels(64, 1)) {
      for (int i = 0; i < times; i++) {
        try (var kernel = kernels.start(_ -> {})) {
          var source = "new Thread(() -> { while (true) {} }).start();\n1 + 1";
          var outcome = kernel.run(new CellId("cell"), source).outcome();
          if (!(outcome instanceof Outcome.Completed)) {
            throw new IllegalStateException("expected a kernel that works, found: " + outcome);
          }
        }
      }
    }
  }
}
