package interleave.lab;

import interleave.display.Displays;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;

/**
 * What every cell can call without an import to wait or to work: pieces of waiting and of doing
 * whose size is known.
 */
public class Working extends AsyncFetching {

  private static final Duration LONGEST = Duration.ofHours(1);

  protected Working() {}

  // @start region="pause"
  /**
   * Waits, as a request waits for its answer. {@code time} and {@code compare} count it as one.
   *
   * {@snippet :
   * time("two waits", () -> IntStream.range(0, 2).parallel().forEach(_ -> pause(ofMillis(20))));
   * }
   *
   * <p>Leaves out checked exceptions, so that it fits into any lambda: an interrupt ends it with
   * the thread's flag set and a {@link java.util.concurrent.CancellationException}.
   */
  public static void pause(Duration time) {
    long begun = Recording.now(); // bookkeeping
    unchecked(() -> {
      Thread.sleep(time);
      return time;
    });
    Recording.waited(begun, time); // bookkeeping
  }

  // @end
  // @start region="pauseAsync"
  /**
   * The same wait without a thread that waits: the future completes when the time is over, on a
   * thread of the common pool. In Python: {@code asyncio.sleep}.
   *
   * {@snippet :
   * pauseAsync(ofMillis(20)).thenRun(() -> IO.println("over")).join();
   * }
   *
   * <p>Leaves out cancelling the timer.
   */
  public static CompletableFuture<Void> pauseAsync(Duration time) {
    long begun = Recording.now(); // bookkeeping
    var timer = CompletableFuture.delayedExecutor(time.toNanos(), TimeUnit.NANOSECONDS);
    var pause = CompletableFuture.runAsync(() -> {}, timer);
    pause = pause.thenRun(() -> Recording.waited(begun, time)); // bookkeeping
    return pause;
  }

  // @end
  /**
   * Works: a fixed number of rounds of a hash, as many as one core of this machine does in that
   * time when nobody else wants it. How many that are is measured once, by the first call.
   *
   * {@snippet :
   * time("doing", () -> compute(ofMillis(20)));
   * }
   *
   * <p>It is no timer: on a core that it has to share, the same work takes longer. Leaves out
   * interrupts: it ends when it is done, or when the cell is stopped.
   *
   * @return the hash, the same each time
   */
  public static long compute(Duration size) {
    return Hash.of(1, Hash.roundsIn(positive(size)));
  }

  /**
   * Makes work of known size, in parts that can be done in any order and on any thread.
   *
   * {@snippet :
   * var work = cpuWork(4, ofMillis(20));
   * compare("one thread", work::oneThread, "a pool", work::pool);
   * }
   *
   * <p>Leaves out what {@link CpuWork} leaves out.
   *
   * @param each how long one core of this machine has to work for a part
   */
  public static CpuWork cpuWork(int parts, Duration each) {
    return new CpuWork(parts, each);
  }

  /**
   * Shows how many processors Java may use, and what they really do in parallel, which it measures:
   * about half a second.
   *
   * {@snippet :
   * cores();
   * }
   *
   * <p>Leaves out other programs: what they take is missing from the figure.
   */
  public static Cores cores() throws InterruptedException {
    var cores =
        Cores.measured(
            Runtime.getRuntime().availableProcessors(), ForkJoinPool.getCommonPoolParallelism());
    Displays.show(cores, cores.bundle());
    return cores;
  }

  // @start region="javaProcess"
  /**
   * Prepares a child process: another JVM of this Java that runs a program.
   *
   * {@snippet :
   * var child = javaProcess("void main() { System.exit(3); }").start();
   * IO.println("exit code " + child.waitFor());   // exit code 3
   * }
   *
   * <p>Leaves out everything after that: whoever starts it reads its output, waits for it, ends it.
   *
   * @param source a whole program, as one file
   * @param arguments what its main method is given
   */
  public static ProcessBuilder javaProcess(String source, String... arguments) throws IOException {
    Path file = Files.createTempDirectory("interleave").resolve("Program.java");
    Files.writeString(file, source);
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var command = new ArrayList<>(List.of(java, file.toString()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command);
  }

  // @end
  static Duration positive(Duration time) {
    if (!time.isPositive() || time.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("expected more than 0 and at most an hour, found " + time);
    }
    return time;
  }
}
