package interleave.web;

import interleave.catalog.Lessons;
import interleave.catalog.Library;
import interleave.catalog.Workspace;
import interleave.session.FakeKernels;
import interleave.session.Sessions;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The whole server with a kernel that runs no Java, for work on the page: workspace, lessons and
 * port as arguments.
 */
final class FakeKernelServer {
  private FakeKernelServer() {}

  public static void main(String[] arguments) throws InterruptedException {
    var library =
        new Library(
            new Lessons(Path.of(arguments[1])),
            new Workspace(Path.of(arguments[0]), InstantSource.system()));
    var sessions = new Sessions(library, new FakeKernels(), Clock.systemUTC(), Optional.empty());
    var server = Server.start(Integer.parseInt(arguments[2]), library, sessions);
    System.out.println(server.address());
    Thread.currentThread().join();
  }
}
