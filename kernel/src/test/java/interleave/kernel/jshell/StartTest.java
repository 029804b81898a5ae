package interleave.kernel.jshell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import interleave.kernel.CellId;
import interleave.kernel.Kernel;
import interleave.kernel.KernelFailedException;
import interleave.kernel.Outcome;
import interleave.kernel.StopSignal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What happens when Java does not start as it should: always an end, and a reason. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StartTest {
  private static final KernelSettings SMALL =
      KernelSettings.DEFAULT.withLimits(64, 1_000, 100_000).withReserve(1);

  private static void assertFails(KernelSettings settings, String... words) {
    try (var kernels = new JShellKernels(settings)) {
      assertThatThrownBy(() -> kernels.start(new Transcript()))
          .isInstanceOf(KernelFailedException.class)
          .hasMessageContainingAll(words);
      assertThat(ProcessHandle.current().children().filter(StartTest::isStopped)).isEmpty();
    }
  }

  private static boolean isStopped(ProcessHandle child) {
    return child.info().arguments().map(List::of).orElse(List.of()).contains(HANGS);
  }

  /** A Java that waits for a debugger before it does anything. */
  private static final String HANGS =
      "-agentlib:jdwp=transport=dt_socket,server=y,suspend=y,address=127.0.0.1:0";

  @Test
  void handsOutAsItIsWhatWasOrderedAndIsNotYetWarm() throws IOException {
    try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        var kernels =
            new JShellKernels(
                SMALL
                    .withReserve(0)
                    .withJavaOptions(
                        "-Dinterleave.slow-service=127.0.0.1:" + silent.getLocalPort()))) {
      kernels.prepare();
      try (var kernel = kernels.start(new Transcript())) {
        // Its warm-up would have asked the service, which never answers.
        assertThat(kernel.run(new CellId("c"), "1 + 1", new StopSignal()).outcome())
            .isInstanceOf(Outcome.Completed.class);
      }
    }
  }

  @Test
  void makesTheKernelThatIsAnnouncedAndNoOther() throws InterruptedException {
    var made = new LinkedBlockingQueue<JShellKernel>();
    try (var kernels = new JShellKernels(SMALL.withReserve(0), WorkerJar.copy(), made::add)) {
      kernels.prepare();
      var ahead = made.take();
      try (var kernel = kernels.start(new Transcript())) {
        assertThat(kernel).isSameAs(ahead);
      }
      assertThat(made).isEmpty();
    }
  }

  @Nested
  class AWorker {
    @Test
    void thatCannotStartGivesItsOwnReason() {
      assertFails(SMALL.withLimits(1, 1_000, 100_000), "did not start", "Too small maximum heap");
    }

    @Test
    void thatNeverSaysHelloIsGivenUp() {
      assertFails(
          SMALL.withJavaOptions(HANGS).withPatience(Duration.ofSeconds(1)),
          "did not get ready within 1 s",
          "Listening for transport dt_socket");
    }

    @Test
    void thatHangsInItsFirstCellIsGivenUp() throws IOException {
      try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
        assertFails(
            SMALL
                .withJavaOptions("-Dinterleave.slow-service=127.0.0.1:" + silent.getLocalPort())
                .withPatience(Duration.ofSeconds(10)),
            "did not get ready: its first cell took longer than 10 s");
      }
    }

    @Test
    void findsItsJarByARelativeNameWhereItsFolderCannotBePassedOn(@TempDir Path folder)
        throws Exception {
      Path exotic = Files.createDirectory(folder.resolve("Zoë & 日本 x"));
      try (var jar = WorkerJar.copy(exotic)) {
        var builder =
            WorkerCommand.builder(jar.file(), SMALL, List.of(), StandardCharsets.US_ASCII);
        assertThat(builder.command()).noneMatch(argument -> argument.contains("日本"));
        assertThat(builder.command()).anyMatch(argument -> argument.startsWith("-javaagent:"));
        assertThat(builder.directory()).isEqualTo(exotic.toFile());
      }
    }

    @Test
    void startsInAFolderWithSpacesAndUmlauts(@TempDir Path folder) throws Exception {
      Path exotic = Files.createDirectory(folder.resolve("Zoë & x"));
      try (var jar = WorkerJar.copy(exotic);
          var process = WorkerProcess.start(jar, SMALL, List.of())) {
        assertThat(process.description()).startsWith("Java 25");
      }
    }
  }

  @Nested
  class TheReserve {
    private final BlockingQueue<JShellKernel> made = new LinkedBlockingQueue<>();

    private void killOne() throws InterruptedException {
      JShellKernel kernel = made.poll(60, TimeUnit.SECONDS);
      assertThat(kernel).isNotNull();
      kernel.close();
    }

    @Test
    void replacesAKernelThatDiedInIt() throws InterruptedException {
      try (var kernels = new JShellKernels(SMALL, WorkerJar.copy(), made::add)) {
        killOne();
        Kernel kernel = kernels.start(new Transcript());
        assertThat(kernel.run(new CellId("cell"), "1 + 1").outcome())
            .isInstanceOf(Outcome.Completed.class);
      }
    }

    @Test
    void givesUpWhenEveryKernelDiesInIt() {
      try (var kernels = new JShellKernels(SMALL, WorkerJar.copy(), JShellKernel::close)) {
        assertThatThrownBy(() -> kernels.start(new Transcript()))
            .isInstanceOf(KernelFailedException.class)
            .hasMessageContaining("started 3 times and ended each time");
      }
    }

    private static String failure(JShellKernels kernels) {
      try {
        kernels.start(new Transcript());
        return "";
      } catch (KernelFailedException e) {
        return String.valueOf(e.getMessage());
      }
    }

    @Test
    void doesNotKeepAFailureForThoseWhoComeLater(@TempDir Path folder) throws Exception {
      Path jars = Files.createDirectory(folder.resolve("jars"));
      try (var kernels = new JShellKernels(SMALL, WorkerJar.copy(jars), made::add)) {
        // One step: the kernel that is being started may write its jar again at any moment.
        Files.move(jars, folder.resolve("gone"));
        // Before, one that was being started may have found its jar, and perhaps lost it again.
        assertThat(Stream.generate(() -> failure(kernels)).limit(10))
            .anySatisfy(reason -> assertThat(reason).contains("temporary folder", jars.toString()));
        Files.createDirectory(jars);
        assertThat(kernels.start(new Transcript()).description()).startsWith("Java 25");
      }
    }
  }

  @Test
  void aJarThatSomebodyDeletedIsWrittenAgain(@TempDir Path folder) throws IOException {
    try (var jar = WorkerJar.copy(folder)) {
      Path first = jar.file();
      Files.delete(first);
      assertThat(jar.file()).exists();
    }
    assertThat(folder).isEmptyDirectory();
  }
}
