package interleave.session;

import interleave.kernel.Completions;
import interleave.kernel.Kernel;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers what one tab asks while its reader types: one question at a time, on a thread that lives
 * as long as there are questions. A question that waits gives way to a newer one and is never
 * answered, since its reader has typed on; so a slow kernel makes fewer answers, never a queue.
 */
final class Completer {
  private static final int MOST_ITEMS = 200;
  private static final int LONGEST_SOURCE = 1_000_000;

  private final ReentrantLock lock = new ReentrantLock();
  // Both below only with the lock.
  private @Nullable Question waiting;
  private boolean answering;

  /**
   * What a tab asks.
   *
   * @param request the tab's number for it
   * @param cursor offset into the source, in UTF-16 units
   */
  record Question(long request, String source, int cursor) {}

  /** Has the question answered, unless a newer one comes first. Never blocks. */
  void ask(Question question, Client client, Session session) {
    lock.lock();
    try {
      waiting = question;
      if (!answering) {
        answering = true;
        Thread.ofVirtual()
            .name("completion for tab " + client.name() + " of " + session.name())
            .start(() -> answerAll(client, session::kernel));
      }
    } finally {
      lock.unlock();
    }
  }

  private void answerAll(Client client, Supplier<Optional<Kernel>> kernel) {
    for (var next = take(); next.isPresent(); next = take()) {
      var question = next.get();
      client.offer(new Message.Completed(question.request(), answer(question, kernel.get())));
    }
  }

  /** Empty when there is nothing more to do; the next question then starts a new thread. */
  private Optional<Question> take() {
    lock.lock();
    try {
      var taken = Optional.ofNullable(waiting);
      waiting = null;
      answering = taken.isPresent();
      return taken;
    } finally {
      lock.unlock();
    }
  }

  private static Completions answer(Question question, Optional<Kernel> kernel) {
    int cursor = Math.clamp(question.cursor(), 0, question.source().length());
    var nothing = new Completions(cursor, List.of());
    if (kernel.isEmpty() || question.source().length() > LONGEST_SOURCE) {
      return nothing;
    }
    try {
      var found = kernel.get().complete(question.source(), cursor);
      return new Completions(found.anchor(), found.items().stream().limit(MOST_ITEMS).toList());
    } catch (RuntimeException | Error e) {
      // Errors too: javac answers half a line that is nested too deeply with StackOverflowError.
      // Nobody waits for an answer, so there is nobody to tell.
      return nothing;
    }
  }
}
