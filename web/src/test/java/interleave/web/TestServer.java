package interleave.web;

import interleave.catalog.Lessons;
import interleave.catalog.Library;
import interleave.catalog.Workspace;
import interleave.notebook.KernelStatus;
import interleave.session.FakeKernels;
import interleave.session.Patience;
import interleave.session.Sessions;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The real server on a free port with kernels that run no Java, and requests as raw as an
 * attacker's.
 */
final class TestServer implements AutoCloseable {
  final FakeKernels kernels = new FakeKernels();
  private final Sessions sessions;
  private final Server server;

  TestServer(Path folder) {
    this(folder, 0);
  }

  TestServer(Path folder, int port) {
    var library =
        new Library(
            new Lessons(Path.of("..", "notebooks")), new Workspace(folder, InstantSource.system()));
    sessions = new Sessions(library, kernels, Clock.systemUTC(), Optional.empty());
    server = Server.start(port, library, sessions);
  }

  Server server() {
    return server;
  }

  String host() {
    return "localhost:" + server.port();
  }

  String cookie() {
    return server.guard().cookie();
  }

  /** Waits until the notebook's kernel has nothing to do any more, whether or not a tab looks. */
  void waitForRun(String notebook) {
    Patience.until(
        () -> sessions.kernel(notebook).orElseThrow().state() == KernelStatus.State.READY,
        "the end of the run");
  }

  record Answer(int status, Map<String, String> headers, String body) {}

  /** Exactly these lines: HTTP clients would refuse to lie about Host and Origin. */
  Answer request(String method, String target, List<String> headers) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(30_000);
      var lines =
          method + " " + target + " HTTP/1.1\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
      socket.getOutputStream().write(lines.getBytes(StandardCharsets.ISO_8859_1));
      return read(socket.getInputStream());
    }
  }

  private static Answer read(InputStream in) throws IOException {
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("the answer ended early: " + head);
      }
      head.append((char) next);
    }
    var lines = head.toString().split("\r\n");
    var headers = new TreeMap<String, String>();
    for (var line : List.of(lines).subList(1, lines.length)) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    var body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
    return new Answer(
        Integer.parseInt(lines[0].substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length())),
        headers,
        body);
  }

  @Override
  public void close() {
    sessions.close();
    server.close();
  }
}
