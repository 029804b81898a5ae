package interleave.lab;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server that says, byte for byte, what a test wants, so that answers can be as odd as those of
 * the world.
 */
final class ScriptedServer implements AutoCloseable {

  /**
   * What to do with one connection; number counts from 1. The connection is closed when it returns.
   */
  interface Script {
    void play(int number, Socket connection) throws Exception;
  }

  private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final AtomicInteger connections = new AtomicInteger();
  private final ExecutorService playing =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("scripted-", 1).factory());

  ScriptedServer(Script script) throws IOException {
    playing.execute(() -> accept(script));
  }

  /** Answers every request of every connection with the same bytes. */
  static ScriptedServer thatAlwaysSays(String answer) throws IOException {
    return new ScriptedServer((_, connection) -> {
      while (readRequest(connection)) {
        say(connection, answer);
      }
    });
  }

  /** Answers one request a connection, and closes. */
  static ScriptedServer thatSaysOnce(String answer) throws IOException {
    return new ScriptedServer((_, connection) -> {
      readRequest(connection);
      say(connection, answer);
    });
  }

  private void accept(Script script) {
    while (!listening.isClosed()) {
      try {
        Socket connection = listening.accept();
        int number = connections.incrementAndGet();
        var _ = // a script fails when its client leaves early, which is the client's matter
            playing.submit(() -> {
              try (connection) {
                script.play(number, connection);
              }
              return null;
            });
      } catch (IOException _) {
        return; // closed
      }
    }
  }

  /** Reads up to the empty line; false if the connection ends before. */
  static boolean readRequest(Socket connection) throws IOException {
    int newlines = 0;
    while (newlines < 2) {
      int next = connection.getInputStream().read();
      if (next < 0) {
        return false;
      }
      newlines = next == '\n' ? newlines + 1 : next == '\r' ? newlines : 0;
    }
    return true;
  }

  static void say(Socket connection, String text) throws IOException {
    connection.getOutputStream().write(text.getBytes(ISO_8859_1));
  }

  URI url() {
    return URI.create("http://localhost:" + listening.getLocalPort() + "/page?x=1");
  }

  int connections() {
    return connections.get();
  }

  @Override
  public void close() throws IOException {
    listening.close();
    playing.shutdownNow();
    playing.close();
  }
}
