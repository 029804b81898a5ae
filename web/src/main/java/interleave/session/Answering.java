package interleave.session;

import interleave.format.JavaFormat;
import interleave.format.UnformattableException;
import interleave.kernel.CellId;
import interleave.kernel.Completions;
import interleave.kernel.Kernel;
import interleave.kernel.Signatures;
import interleave.notebook.Cell.CodeCell;
import interleave.notebook.Notebook;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Answers what one tab asks while its reader types: one question at a time, on a thread that lives
 * as long as there are questions. A question that waits gives way to a newer one of its kind and is
 * never answered, since its reader has typed on; so a slow kernel makes fewer answers, never a
 * queue.
 */
final class Answering {
  private static final int MOST_ITEMS = 200;
  private static final int LONGEST_SOURCE = 1_000_000;

  private final ReentrantLock lock = new ReentrantLock();
  // Both below only with the lock.
  private final Map<Class<?>, Question> waiting = new LinkedHashMap<>(); // at most one of a kind
  private boolean answering;

  /** Has the question answered, unless a newer one of its kind comes first. Never blocks. */
  void ask(Question question, Client client, Session session) {
    lock.lock();
    try {
      waiting.put(question.getClass(), question);
      if (!answering) {
        answering = true;
        Thread.ofVirtual()
            .name("help for tab " + client.name() + " of " + session.name())
            .start(() -> answerAll(client, session));
      }
    } finally {
      lock.unlock();
    }
  }

  private void answerAll(Client client, Session session) {
    for (var next = take(); next.isPresent(); next = take()) {
      client.offer(answer(next.get(), session));
    }
  }

  /** Empty when there is nothing more to do; the next question then starts a new thread. */
  private Optional<Question> take() {
    lock.lock();
    try {
      var first = waiting.keySet().stream().findFirst();
      answering = first.isPresent();
      return first.map(waiting::remove);
    } finally {
      lock.unlock();
    }
  }

  private static Message.Answer answer(Question question, Session session) {
    var kernel = session.kernel();
    if (kernel.isEmpty() || question.source().length() > LONGEST_SOURCE) {
      return nothing(question);
    }
    try {
      return answer(question, kernel.get(), session.notebook());
    } catch (RuntimeException | Error e) {
      // Errors too: javac answers half a line that is nested too deeply with StackOverflowError.
      // Nobody waits for an answer, so there is nobody to tell.
      return nothing(question);
    }
  }

  private static Message.Answer answer(Question question, Kernel kernel, Notebook notebook) {
    var source = question.source();
    return switch (question) {
      case Question.Complete(var request, _, var cursor) -> {
        var found = kernel.complete(source, inside(source, cursor));
        var items = found.items().stream().limit(MOST_ITEMS).toList();
        yield new Message.Completed(request, new Completions(found.anchor(), items));
      }
      case Question.Call(var request, _, var cursor) ->
          new Message.Called(request, kernel.signatures(source, inside(source, cursor)));
      case Question.Explain(var request, _, var cursor) ->
          new Message.Explained(request, kernel.documentation(source, inside(source, cursor)));
      case Question.Format(var request, _) -> formatted(request, source, kernel);
      case Question.Check(var request, var cell, _) ->
          new Message.Checked(request, kernel.check(source, others(notebook, cell)));
    };
  }

  private static Message.Answer nothing(Question question) {
    return switch (question) {
      case Question.Complete(var request, var source, var cursor) ->
          new Message.Completed(request, new Completions(inside(source, cursor), List.of()));
      case Question.Call(var request, _, _) -> new Message.Called(request, Signatures.NONE);
      case Question.Explain(var request, _, _) -> new Message.Explained(request, Optional.empty());
      case Question.Format(var request, _) ->
          new Message.Formatted(request, null, "This can be formatted once Java has started.");
      case Question.Check(var request, _, _) -> new Message.Checked(request, List.of());
    };
  }

  private static Message.Formatted formatted(long request, String source, Kernel kernel) {
    var found = kernel.parts(source);
    if (!found.mistakes().isEmpty()) {
      var first = found.mistakes().getFirst();
      return unformatted(request, "line " + first.from().line() + ": " + first.message());
    }
    try {
      return new Message.Formatted(request, JavaFormat.format(source, found.parts()), null);
    } catch (UnformattableException e) {
      return unformatted(request, String.valueOf(e.getMessage()));
    }
  }

  private static Message.Formatted unformatted(long request, String why) {
    return new Message.Formatted(request, null, "Not formatted, " + why);
  }

  private static List<String> others(Notebook notebook, CellId cell) {
    return notebook.cells().stream()
        .filter(other -> other instanceof CodeCell && !other.id().equals(cell))
        .map(other -> other.source())
        .toList();
  }

  private static int inside(String source, int cursor) {
    return Math.clamp(cursor, 0, source.length());
  }
}
