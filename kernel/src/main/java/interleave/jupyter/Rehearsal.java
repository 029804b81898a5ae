package interleave.jupyter;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import tools.jackson.databind.node.ObjectNode;

/**
 * Starts an installed kernel once and uses it as a client would: it shows that it works, and lets
 * Java write down what it had to load, so that the next start is quicker.
 */
public final class Rehearsal {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String ALGORITHM = "HmacSHA256";
  private static final List<String> CELLS =
      List.of(
          "1 + 1",
          "record Point(int x, int y) {}\nList.of(new Point(1, 2))",
          "for (int i = 0; i < 3; i++) { IO.println(i); }",
          "Thread.ofVirtual().start(() -> IO.println(\"hello\")).join();",
          "int wrong = \"no number\";",
          "throw new IllegalStateException(\"meant\");");

  private final ZMQ.Socket shell;
  private final Envelope envelope;

  private Rehearsal(ZMQ.Socket shell, Envelope envelope) {
    this.shell = shell;
    this.envelope = envelope;
  }

  /**
   * Runs the command, with a connection file behind it, until the kernel has ended.
   *
   * @throws JupyterException if it does not start, or gives a wrong answer
   */
  public static void of(List<String> command) throws InterruptedException {
    try {
      var folder = Files.createTempDirectory("interleave-rehearsal");
      var file = folder.resolve("connection.json");
      var key = UUID.randomUUID().toString();
      int shell = write(file, key);
      var log = folder.resolve("output.txt");
      var whole = new ArrayList<>(command);
      whole.add(file.toString());
      var process =
          new ProcessBuilder(whole).redirectErrorStream(true).redirectOutput(log.toFile()).start();
      try (var context = new ZContext(1)) {
        var socket = context.createSocket(SocketType.DEALER);
        socket.setReceiveTimeOut((int) PATIENCE.toMillis());
        socket.connect("tcp://127.0.0.1:" + shell);
        new Rehearsal(socket, new Envelope(new Signer(key, ALGORITHM))).play();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
          throw failed("it did not end", log);
        }
      } catch (JupyterException e) {
        throw failed(String.valueOf(e.getMessage()), log);
      } finally {
        process.destroyForcibly().waitFor();
        Files.deleteIfExists(file);
        Files.deleteIfExists(log);
        Files.deleteIfExists(folder);
      }
    } catch (IOException e) {
      throw new JupyterException("the kernel could not be tried: " + e.getMessage(), e);
    }
  }

  private static JupyterException failed(String why, Path log) throws IOException {
    var said = Files.readString(log, StandardCharsets.UTF_8).strip();
    return new JupyterException(
        "the kernel was tried and " + why + (said.isEmpty() ? "" : ". It said: " + said));
  }

  /** The port of the shell. */
  private static int write(Path file, String key) throws IOException {
    var json =
        Json.object()
            .put("transport", "tcp")
            .put("ip", "127.0.0.1")
            .put("key", key)
            .put("signature_scheme", "hmac-sha256");
    var taken = new ArrayList<ServerSocket>();
    try {
      for (var channel : Channel.values()) {
        var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        taken.add(socket);
        json.put(channel.key(), socket.getLocalPort());
      }
    } finally {
      for (var socket : taken) {
        socket.close();
      }
    }
    Files.writeString(file, json.toString());
    return json.path(Channel.SHELL.key()).asInt();
  }

  private void play() {
    ask("kernel_info_request", Json.object());
    for (var cell : CELLS) {
      var content = Json.object().put("code", cell).put("store_history", false);
      content.putObject("user_expressions").put("two", "1 + 1");
      var reply = ask("execute_request", content);
      var two = reply.path("user_expressions").path("two").path("data").path("text/plain");
      if (cell.equals(CELLS.getFirst()) && !two.asString("").equals("2")) {
        throw new JupyterException("1 + 1 gave " + reply);
      }
    }
    var typing = Json.object().put("code", "List.o").put("cursor_pos", 6).put("detail_level", 0);
    for (var type : List.of("complete_request", "inspect_request", "is_complete_request")) {
      ask(type, typing);
    }
    ask("shutdown_request", Json.object().put("restart", false));
  }

  private ObjectNode ask(String type, ObjectNode content) {
    var question = envelope.seal(List.of(), type, new byte[0], Json.object(), content);
    for (int i = 0; i < question.frames().size(); i++) {
      shell.send(question.frames().get(i), i == question.frames().size() - 1 ? 0 : ZMQ.SNDMORE);
    }
    var frames = new ArrayList<byte[]>();
    do {
      var frame = shell.recv();
      if (frame == null) {
        throw new JupyterException(
            "it did not answer a " + type + " within " + PATIENCE.toSeconds() + " s");
      }
      frames.add(frame);
    } while (shell.hasReceiveMore());
    return envelope
        .open(Channel.SHELL, frames)
        .orElseThrow(() -> new JupyterException("it answered a " + type + " with nonsense"))
        .content();
  }
}
