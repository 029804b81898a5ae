package interleave.lab;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.RecursiveTask;
import java.util.stream.IntStream;

/**
 * Work for the processor, of known size and in independent parts, and ways of doing it. All ways
 * give the same result.
 *
 * {@snippet :
 * var work = cpuWork(4, ofMillis(20));
 * IO.println(work.oneThread() == work.pool(4));   // true
 * }
 *
 * <p>Leaves out memory: real work also moves data, and then cores get into each other's way
 * earlier.
 */
public final class CpuWork {

  private final int parts;
  private final long rounds;

  CpuWork(int parts, Duration each) {
    if (parts < 1 || parts > 100_000) {
      throw new IllegalArgumentException("expected 1 to 100000 parts, found " + parts);
    }
    this.parts = parts;
    this.rounds = Hash.roundsIn(Working.positive(each));
  }

  /** How many parts there are. */
  public int parts() {
    return parts;
  }

  /**
   * Does one part, here and now.
   *
   * {@snippet :
   * var work = cpuWork(4, ofMillis(20));
   * long sum = IntStream.range(0, work.parts()).parallel().mapToLong(work::part).sum();
   * IO.println(sum == work.oneThread());   // true
   * }
   *
   * <p>Leaves out interrupts: it ends when it is done.
   *
   * @param index counted from 0
   * @return the part's hash, the same each time
   */
  public long part(int index) {
    if (index < 0 || index >= parts) {
      throw new IndexOutOfBoundsException("expected part 0 to " + (parts - 1) + ", found " + index);
    }
    return Hash.of(index, rounds);
  }

  /**
   * One part after the other, on the calling thread.
   *
   * {@snippet :
   * time("one thread", () -> cpuWork(4, ofMillis(20)).oneThread());
   * }
   *
   * <p>Leaves out all other cores.
   */
  public long oneThread() {
    return all().mapToLong(this::part).sum();
  }

  /**
   * On a pool with a thread for each processor.
   *
   * {@snippet :
   * time("a pool", () -> cpuWork(4, ofMillis(20)).pool());
   * }
   *
   * <p>Leaves out what {@link #pool(int)} does.
   */
  public long pool() throws InterruptedException {
    return pool(Runtime.getRuntime().availableProcessors());
  }

  /**
   * On a pool of so many threads, made for it and closed after it.
   *
   * {@snippet :
   * time("a pool of 100", () -> cpuWork(4, ofMillis(20)).pool(100));
   * }
   *
   * <p>Leaves out reuse: a program would keep its pool.
   */
  public long pool(int threads) throws InterruptedException {
    try (var pool =
        Executors.newFixedThreadPool(threads, Thread.ofPlatform().name("cpu-", 1).factory())) {
      return on(pool);
    }
  }

  /**
   * On a virtual thread for each part.
   *
   * {@snippet :
   * time("virtual threads", () -> cpuWork(4, ofMillis(20)).virtualThreads());
   * }
   *
   * <p>Leaves out turns: a virtual thread keeps its core until it waits or ends.
   */
  public long virtualThreads() throws InterruptedException {
    try (var threads =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("cpu-", 1).factory())) {
      return on(threads);
    }
  }

  /**
   * With a parallel stream: on the common pool, the calling thread helps.
   *
   * {@snippet :
   * time("parallel stream", () -> cpuWork(4, ofMillis(20)).parallelStream());
   * }
   *
   * <p>Leaves out everybody else who uses the common pool.
   */
  public long parallelStream() {
    return all().parallel().mapToLong(this::part).sum();
  }

  /**
   * By halves, in a fork/join pool with a thread for each processor.
   *
   * {@snippet :
   * time("fork/join", () -> cpuWork(4, ofMillis(20)).forkJoin());
   * }
   *
   * <p>Leaves out a threshold: it halves down to single parts.
   */
  public long forkJoin() {
    try (var pool = new ForkJoinPool()) {
      return pool.invoke(new Half(this, 0, parts));
    }
  }

  /**
   * In as many child processes as there are processors: a JVM each, started for it. In Python:
   * {@code ProcessPoolExecutor}.
   *
   * {@snippet :
   * time("processes", () -> cpuWork(4, ofMillis(20)).processes());
   * }
   *
   * <p>Leaves out what {@link #processes(int)} does.
   */
  public long processes() throws InterruptedException {
    return processes(Runtime.getRuntime().availableProcessors());
  }

  /**
   * In so many child processes. Each takes the next part as soon as it is free; the number of the
   * part goes to it through a pipe, and the result comes back.
   *
   * {@snippet :
   * time("two processes", () -> cpuWork(4, ofMillis(20)).processes(2));
   * }
   *
   * <p>Leaves out shared memory: whatever a child needs to know has to be sent to it.
   */
  public long processes(int processes) throws InterruptedException {
    return CpuProcesses.sum(parts, rounds, Math.min(processes, parts));
  }

  private long on(ExecutorService threads) throws InterruptedException {
    List<Callable<Long>> tasks = all().<Callable<Long>>mapToObj(i -> () -> part(i)).toList();
    long sum = 0;
    for (Future<Long> part : threads.invokeAll(tasks)) {
      sum += result(part);
    }
    return sum;
  }

  /** A part that was stopped takes its reason along. */
  private static long result(Future<Long> part) throws InterruptedException {
    try {
      return part.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error stopped) {
        throw stopped;
      }
      throw new IllegalStateException(e);
    }
  }

  private IntStream all() {
    return IntStream.range(0, parts);
  }

  /** The parts from one to before another. */
  private static final class Half extends RecursiveTask<Long> {
    private static final long serialVersionUID = 1;

    @SuppressWarnings("serial") // nobody writes it anywhere
    private final CpuWork work;

    private final int from;
    private final int to;

    Half(CpuWork work, int from, int to) {
      this.work = work;
      this.from = from;
      this.to = to;
    }

    @Override
    protected Long compute() {
      if (to - from == 1) {
        return work.part(from);
      }
      int middle = (from + to) >>> 1;
      var left = new Half(work, from, middle);
      left.fork();
      return new Half(work, middle, to).compute() + left.join();
    }
  }
}
