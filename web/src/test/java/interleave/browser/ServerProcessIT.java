package interleave.browser;

import static org.assertj.core.api.Assertions.assertThat;

import interleave.bench.Page;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The runnable jar as a process: how it starts, and that nothing of it is left when it ends. */
class ServerProcessIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);

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

    @Test
    void listsItsOptions() throws Exception {
      try (var server = ServerProcess.jar("--help")) {
        assertThat(String.join("\n", server.printedUntilItsEnd()))
            .contains("--port", "--workspace", "--no-open");
      }
    }
  }
}
