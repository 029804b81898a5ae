package interleave.kernel.jshell;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.kernel.CellId;
import interleave.kernel.Failure;
import interleave.kernel.Kernel;
import interleave.kernel.Outcome;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;

/** What a notebook may not use up: each limit says its size and the switch that changes it. */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LimitTest {
  private static final int THREADS = 200;

  private final Transcript transcript = new Transcript();
  private JShellKernels kernels;
  private Kernel kernel;

  @BeforeAll
  void start() {
    kernels =
        new JShellKernels(KernelSettings.DEFAULT.withLimits(96, THREADS, 100_000).withReserve(1));
    kernel = kernels.start(transcript);
  }

  @AfterAll
  void close() {
    kernels.close();
  }

  private Outcome run(String source) {
    return kernel.run(new CellId(KernelSpec.cell("cell")), source).outcome();
  }

  private Failure failure(String source) {
    Outcome outcome = run(source);
    assertThat(outcome).isInstanceOf(Outcome.Threw.class);
    return ((Outcome.Threw) outcome).failure();
  }

  private static void assertNamesTheLimit(Failure failure) {
    assertThat(failure.type()).isEqualTo("java.lang.OutOfMemoryError");
    assertThat(failure.message())
        .contains("limit for a notebook is " + THREADS, "--worker-threads", "Virtual threads");
  }

  @Test
  void aHundredThousandPlatformThreadsAreTooMany() {
    assertNamesTheLimit(
        failure(
            """
            var gate = new CountDownLatch(1);
            try {
              for (int i = 0; i < 100_000; i++) new Thread(() -> { try { gate.await(); } catch (InterruptedException e) {} }).start();
            } finally {
              gate.countDown();
            }
            """));
    assertThat(run("1 + 1")).isInstanceOf(Outcome.Completed.class);
  }

  @Test
  void soAreThoseThatWereMadeBeforeTheFirstIsStarted() {
    assertNamesTheLimit(
        failure(
            """
            var open = new CountDownLatch(1);
            var threads = IntStream.range(0, 1_000).mapToObj(i -> Thread.ofPlatform().daemon().unstarted(() -> { try { open.await(); } catch (InterruptedException e) {} })).toList();
            try { threads.forEach(Thread::start); } finally { open.countDown(); }
            """));
  }

  @Test
  void soAreThoseOfAPoolThatGrows() {
    assertNamesTheLimit(
        failure(
            """
            var stop = new CountDownLatch(1);
            try (var pool = Executors.newCachedThreadPool()) {
              try {
                for (int i = 0; i < 100_000; i++) pool.submit(() -> { stop.await(); return 1; });
              } finally {
                stop.countDown();
              }
            }
            """));
  }

  @Test
  void manyThatEndAgainAreFine() {
    assertThat(
            run(
                "for (int i = 0; i < 3 * "
                    + THREADS
                    + "; i++) { var thread = new Thread(() -> {}); thread.start(); thread.join(); }"))
        .isInstanceOf(Outcome.Completed.class);
  }

  @Test
  void virtualThreadsAreBoundedByTheHeapAlone() {
    assertThat(
            run(
                """
                var done = new AtomicInteger();
                try (var many = Executors.newVirtualThreadPerTaskExecutor()) {
                  for (int i = 0; i < 20_000; i++) many.submit(done::incrementAndGet);
                }
                if (done.get() != 20_000) throw new AssertionError(done);
                """))
        .isInstanceOf(Outcome.Completed.class);
  }

  @Test
  void moreOutputThanTheLimitIsCutInTheMiddle() {
    String loop = "for (int i = 0; i < 50_000; i++) IO.println(\"line \" + i);";
    kernel.run(new CellId("flood"), loop);
    assertThat(transcript.text("flood"))
        .startsWith("line 0\nline 1\n")
        .contains("left out here (--worker-output)")
        .endsWith("line 49999\n")
        .hasSizeLessThan(130_000);
  }

  @Test
  void memoryThatIsGivenBackIsAnExceptionWithTheLimit() {
    Failure failure =
        failure(
            "{ var all = new ArrayList<long[]>(); while (true) all.add(new long[1_000_000]); }");
    assertThat(failure.type()).isEqualTo("java.lang.OutOfMemoryError");
    assertThat(failure.message()).contains("the limit is 96 MB (--worker-heap)");
    assertThat(run("1 + 1")).isInstanceOf(Outcome.Completed.class);
  }

  @Test
  void aStackThatIsTooDeepIsAnException() {
    run("int deep(int n) { return deep(n + 1) + 1; }");
    assertThat(failure("deep(0)").type()).isEqualTo("java.lang.StackOverflowError");
    assertThat(run("1 + 1")).isInstanceOf(Outcome.Completed.class);
  }
}
