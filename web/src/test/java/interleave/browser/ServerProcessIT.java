package interleave.browser;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.bench.Page;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The runnable jar as a process: how it starts, and that nothing of it is left when it ends. */
class ServerProcessIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** The process that makes the cache takes only what others leave. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @TempDir Path folder;

  /**
   * A server with a notebook open whose cell loops, so that a busy worker is there to be orphaned.
   */
  private List<ProcessHandle> busyWorkers(ServerProcess server) throws Exception {
    try (var page = Page.open(server.address(), "00-welcome")) {
      page.run("endless", "while (true) {}");
      page.awaitState("endless", "running");
    }
    var workers = server.handle().descendants().toList();
    assertThat(workers).isNotEmpty();
    return workers;
  }

  private static void assertGone(List<ProcessHandle> workers) throws Exception {
    for (var worker : workers) {
      worker.onExit().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }
  }

  @Nested
  class Ending {
    @Test
    void leavesNoWorkerWhenTheServerIsAskedToEnd() throws Exception {
      try (var server = ServerProcess.jar(folder)) {
        var workers = busyWorkers(server);
        assertThat(server.terminate(LIMIT)).isTrue();
        assertGone(workers);
      }
    }

    @Test
    void leavesNoWorkerWhenTheServerIsKilled() throws Exception {
      try (var server = ServerProcess.jar(folder)) {
        var workers = busyWorkers(server);
        server.handle().destroyForcibly();
        assertGone(workers);
      }
    }
  }

  @Nested
  class Starting {
    @Test
    void takesTheNextPortAndSaysSoWhenTheOneAskedForIsTaken() throws Exception {
      try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
          var server =
              ServerProcess.jar(
                  "--no-open",
                  "--port",
                  String.valueOf(taken.getLocalPort()),
                  "--workspace",
                  folder.toString())) {
        assertThat(server.address().getPort()).isNotEqualTo(taken.getLocalPort());
        assertThat(server.printed())
            .anyMatch(line -> line.contains("Port " + taken.getLocalPort() + " is in use"));
      }
    }

    @Test
    void runsAndSaysWhatToDoWhenTheWorkspaceIsNoFolder() throws Exception {
      var file = Files.writeString(folder.resolve("a file"), "no folder");
      try (var server = ServerProcess.jar(file)) {
        server.address();
        assertThat(server.printed())
            .anyMatch(line -> line.contains("a file") && line.contains("--workspace"));
      }
    }

    /** Windows has no call that replaces the program of a process. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void learnsAtItsFirstStartForTheNextOnes() throws Exception {
      var caches = Files.createDirectory(folder.resolve("what Java has learnt, ä"));
      Path cache;
      try (var first = ServerProcess.jarWithStartupCache(caches, folder)) {
        assertThat(runs(first)).isEqualTo("completed");
        assertThat(commandOf(first)).doesNotContain("-XX:AOTCache");
        cache = awaitCache(caches);
      }
      try (var second = ServerProcess.jarWithStartupCache(caches, folder)) {
        assertThat(runs(second)).isEqualTo("completed");
        assertThat(commandOf(second)).contains("-XX:AOTCache=" + caches);
        assertThat(second.printed()).allMatch(line -> line.startsWith("Interleave is ready"));
        assertThat(second.terminate(LIMIT)).isTrue();
      }
      Files.writeString(cache, "none");
      try (var third = ServerProcess.jarWithStartupCache(caches, folder)) {
        assertThat(runs(third)).isEqualTo("completed");
      }
    }

    private static String runs(ServerProcess server) throws Exception {
      try (var page = Page.open(server.address(), "sum")) {
        page.run("start-1", "1 + 1");
        return page.awaitEnd("start-1").path("state").asString();
      }
    }

    private static String commandOf(ServerProcess server) {
      return String.join(" ", server.handle().info().arguments().orElseThrow());
    }

    /** It is made by a process beside the server, moved to its place when it is complete. */
    private static Path awaitCache(Path folder) throws Exception {
      try (var changes = folder.getFileSystem().newWatchService()) {
        folder.register(changes, StandardWatchEventKinds.ENTRY_CREATE);
        for (var end = Instant.now().plus(PATIENCE); Instant.now().isBefore(end); ) {
          try (var files = Files.list(folder)) {
            var cache = files.filter(file -> file.toString().endsWith(".aot")).findFirst();
            if (cache.isPresent()) {
              return cache.get();
            }
          }
          var change = changes.poll(1, TimeUnit.SECONDS);
          if (change != null) {
            change.reset();
          }
        }
      }
      throw new AssertionError("no cache in " + folder);
    }

    @Test
    void listsItsOptions() throws Exception {
      try (var server = ServerProcess.jar("--help")) {
        assertThat(String.join("\n", server.printedUntilItsEnd()))
            .contains("--port", "--workspace", "--no-open");
      }
    }
  }
}
