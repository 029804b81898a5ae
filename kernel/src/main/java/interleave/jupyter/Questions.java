package interleave.jupyter;

import interleave.jupyter.CellRuns.CellRun;
import interleave.kernel.InputRequest;
import interleave.kernel.Kernel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Threads that wait for a line of the reader's. Jupyter's clients show one field at a time, so one
 * question is asked at a time, in the order in which the threads came.
 */
final class Questions {
  private final Clients clients;
  private final Supplier<Optional<Kernel>> kernel;

  // All below guarded by this.
  private final Deque<Question> waiting = new ArrayDeque<>();
  private final Map<String, String> echoes = new HashMap<>();
  private @Nullable Question asked;
  private String askedAs = "";

  private record Question(CellRun run, InputRequest request) {}

  Questions(Clients clients, Supplier<Optional<Kernel>> kernel) {
    this.clients = clients;
    this.kernel = kernel;
  }

  /** False if the client cannot be asked; then the thread finds the end of its input. */
  synchronized boolean ask(CellRun run, InputRequest request) {
    if (!run.asks()) {
      kernel.get().ifPresent(live -> live.endInput(request.number()));
      return false;
    }
    waiting.add(new Question(run, request));
    askNext();
    return true;
  }

  /** The thread waits no more. */
  synchronized void ended(long request) {
    waiting.removeIf(question -> question.request().number() == request);
    if (asked != null && asked.request().number() == request) {
      asked = null;
      askNext();
    }
  }

  /** Nothing if it is about a question that is over, or comes again. */
  synchronized void answered(Request reply) {
    var question = asked;
    if (question == null || !(reply.answers().isEmpty() || reply.answers().equals(askedAs))) {
      return;
    }
    var line = reply.content().path("value").asString("");
    asked = null;
    echoes.put(thread(question.request()), question.request().prompt() + line + "\n");
    kernel.get().ifPresent(live -> live.input(question.request().number(), line));
    askNext();
  }

  /** What a thread prints, without the question and the answer: clients show both by themselves. */
  synchronized String withoutEcho(String cell, String thread, String text) {
    var echo = echoes.remove(cell + "\n" + thread);
    return echo != null && text.startsWith(echo) ? text.substring(echo.length()) : text;
  }

  private void askNext() {
    if (asked == null && !waiting.isEmpty()) {
      var next = waiting.remove();
      asked = next;
      askedAs =
          clients.ask(
              next.run().request(),
              Json.object().put("prompt", next.request().prompt()).put("password", false));
    }
  }

  private static String thread(InputRequest request) {
    return request.cell() + "\n" + request.thread();
  }
}
