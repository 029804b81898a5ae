package interleave.jupyter;

import interleave.kernel.Kernel;
import interleave.kernel.KernelFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import tools.jackson.databind.node.ObjectNode;

/**
 * A kernel as Jupyter's clients know it. What reads the sockets hands each request to a lane: cells
 * run in one, questions are answered in another, so a reader who types gets help while a cell runs;
 * a stop has a lane of its own.
 */
public final class JupyterKernel {
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Envelope envelope;
  private final Sockets sockets;
  private final Clients clients;
  private final Activity activity;
  private final Questions questions;
  private final Executing executing;
  private final Answering answering;
  private final LiveKernel kernel;
  private final Subshells subshells = new Subshells(this::handle);
  private final Lane shell = new Lane("cells", this::handle);
  private final Lane answers = new Lane("answers", this::handle);
  private final Lane control = new Lane("control", this::handle);

  private JupyterKernel(ConnectionFile connection, KernelFactory factory, Path history) {
    this.envelope = new Envelope(new Signer(connection.key(), connection.algorithm()));
    this.sockets = new Sockets(connection, this::received);
    this.clients = new Clients(envelope, sockets::send);
    this.activity = new Activity(clients);
    var runs = new CellRuns();
    var tracebacks = new Tracebacks(runs);
    var past = new History(history);
    this.questions = new Questions(clients, this::ready);
    var outputs = new CellOutputs(clients, runs, tracebacks, questions, this::lost);
    this.kernel = new LiveKernel(factory, outputs);
    this.executing = new Executing(clients, activity, runs, outputs, tracebacks, kernel, past);
    this.answering = new Answering(kernel, past);
  }

  /**
   * Serves clients until one of them says that it is enough.
   *
   * @param remote whether the kernel may listen where other machines can reach it
   * @param history the file in which is kept what was run
   * @throws JupyterException if the connection file or a port is not good
   */
  public static void run(Path connectionFile, boolean remote, KernelFactory factory, Path history)
      throws InterruptedException {
    var connection = ConnectionFile.read(connectionFile);
    if (!remote && !connection.isLoopback()) {
      throw new JupyterException(
          "the connection file says to listen on "
              + connection.ip()
              + ", where other machines can reach the kernel and run code here; if that is meant,"
              + " start it with --remote");
    }
    var kernel = new JupyterKernel(connection, factory, history);
    kernel.kernel.prepare();
    kernel.activity.starting();
    kernel.sockets.start();
    kernel.ended.await();
    kernel.close();
  }

  private void close() {
    List.of(shell, answers, control).forEach(Lane::close);
    subshells.close();
    sockets.close();
    kernel.close();
  }

  private Optional<Kernel> ready() {
    return kernel.ready();
  }

  private void lost() {
    kernel.lost();
  }

  private void received(Channel channel, List<byte[]> frames) {
    envelope
        .open(channel, frames)
        .ifPresent(request -> {
          if (request.type().equals("input_reply")) {
            questions.answered(request);
          } else if (!lane(request).offer(request)) {
            refuse(request, "TooMuch", "more requests wait than this kernel can remember");
          }
        });
  }

  private Lane lane(Request request) {
    if (request.channel() == Channel.CONTROL) {
      return control;
    }
    var subshell = request.subshell() == null ? null : subshells.lane(request.subshell());
    if (subshell != null) {
      return subshell;
    }
    return request.isExecute() && request.subshell() == null ? shell : answers;
  }

  private void refuse(Request request, String name, String why) {
    activity.begin(request);
    clients.reply(request, Json.error(name, why, List.of()));
    activity.end(request);
  }

  private void handle(Request request) {
    if (request.subshell() != null
        && request.channel() == Channel.SHELL
        && subshells.lane(request.subshell()) == null) {
      refuse(request, "NoSuchSubshell", "there is no subshell '" + request.subshell() + "'");
      return;
    }
    activity.begin(request);
    boolean last = false;
    try {
      last = answer(request);
    } catch (RuntimeException | Error e) {
      // A mistake of ours in one request must not be the last thing that this kernel does.
      System.err.println("the kernel failed to answer a " + request.type());
      e.printStackTrace();
      clients.reply(
          request, Json.error(e.getClass().getName(), String.valueOf(e.getMessage()), List.of()));
    } finally {
      activity.end(request);
    }
    if (last) {
      ended.countDown();
    }
  }

  /** True if this was the last request of all. */
  private boolean answer(Request request) {
    switch (request.type()) {
      case "execute_request" -> executing.execute(request, lane(request)::withdrawExecutions);
      case "comm_open" ->
          clients.publish(request.header(), "comm_close", commClosed(request.content()));
      case "comm_msg", "comm_close" -> {} // of a comm that is closed already
      case "interrupt_request" -> {
        executing.interrupt();
        clients.reply(request, Json.ok());
      }
      case "create_subshell_request" -> clients.reply(request, subshells.create());
      case "delete_subshell_request" -> clients.reply(request, subshells.delete(request.content()));
      case "list_subshell_request" -> clients.reply(request, subshells.list());
      case "shutdown_request" -> {
        var reply = Json.ok().put("restart", request.content().path("restart").asBoolean(false));
        clients.reply(request, reply);
        clients.publish(request.header(), "shutdown_reply", reply);
        return true;
      }
      default -> clients.reply(request, answering.answer(request));
    }
    return false;
  }

  /** Nobody here opens the other end. */
  private static ObjectNode commClosed(ObjectNode opened) {
    return Json.object()
        .put("comm_id", opened.path("comm_id").asString(""))
        .set("data", Json.object());
  }
}
