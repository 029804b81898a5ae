package interleave.worker;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What readers type for the threads that wait for it. Whoever finds nothing left to read asks for a
 * line, under the cell that it works for, and waits; each thread that waits has a question of its
 * own, so an answer goes to the thread that the reader saw.
 *
 * <p>What one thread leaves of its line is there for the next of the same run, as on a terminal.
 */
final class Keyboard {
  /** A page has room for so many questions; further threads ask when one of these is answered. */
  private static final int MOST_QUESTIONS = 20;

  private final Supplier<CellRun> owner;

  // A ReentrantLock, not synchronized: virtual threads that wait here wait unmounted.
  private final ReentrantLock lock = new ReentrantLock();

  // Both only with the lock.
  private final Map<Long, Question> open = new LinkedHashMap<>();
  private long asked;

  Keyboard(Supplier<CellRun> owner) {
    this.owner = owner;
  }

  private static final class Question {
    final CellRun run;
    final Thread thread;
    final Condition changed;
    boolean shown;
    byte @Nullable [] answer;

    Question(CellRun run, Thread thread, Condition changed) {
      this.run = run;
      this.thread = thread;
      this.changed = changed;
    }
  }

  /** As {@link java.io.InputStream#read(byte[], int, int)}; at most what is left of one line. */
  int read(byte[] to, int from, int length) throws IOException {
    Objects.checkFromIndexSize(from, length, to.length);
    if (length == 0) {
      return 0;
    }
    CellRun run = owner.get();
    lock.lock();
    try {
      if (run.unread().isEmpty()) {
        run.unread().add(ask(run));
      }
      return run.unread().read(to, from, length);
    } finally {
      lock.unlock();
    }
  }

  /** The rest of the line, without its end; null at the end of the input. */
  @Nullable String readLine() throws IOException {
    CellRun run = owner.get();
    lock.lock();
    try {
      if (run.unread().isEmpty()) {
        run.unread().add(ask(run));
      }
      return run.unread().readLine();
    } finally {
      lock.unlock();
    }
  }

  /** How many bytes can be read without asking. */
  int available() {
    CellRun run = owner.get();
    lock.lock();
    try {
      return run.unread().size();
    } finally {
      lock.unlock();
    }
  }

  /**
   * The reader's answer. One that comes when the thread has stopped waiting is for nobody.
   *
   * @param line without its end; null for the end of the input
   */
  void answer(long number, @Nullable String line) {
    lock.lock();
    try {
      Question question = open.get(number);
      if (question != null && question.answer == null) {
        question.answer =
            line == null ? new byte[0] : (line + "\n").getBytes(StandardCharsets.UTF_8);
        question.run.output().answered(number, line == null ? "^D\n" : line + "\n");
        question.changed.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /** The threads of a stopped run wait no more, whether somebody interrupts them or not. */
  void stopped(CellRun run) {
    lock.lock();
    try {
      for (Question question : open.values()) {
        if (question.run == run) {
          question.changed.signal();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private byte[] ask(CellRun run) throws IOException {
    var question = new Question(run, Thread.currentThread(), lock.newCondition());
    long number = ++asked;
    open.put(number, question);
    showSome();
    try {
      while (question.answer == null) {
        if (run.stopped()) {
          throw new CellStopped();
        }
        question.changed.await();
      }
      return question.answer;
    } catch (InterruptedException e) {
      if (run.stopped()) {
        throw new CellStopped();
      }
      // An answer and an interrupt may come together; then the line is lost with the read.
      throw new InterruptedIOException("interrupted while waiting for input");
    } finally {
      open.remove(number);
      if (question.shown && question.answer == null) {
        run.output().answered(number, "");
      }
      showSome();
    }
  }

  private void showSome() {
    int room = MOST_QUESTIONS;
    for (Map.Entry<Long, Question> entry : open.entrySet()) {
      if (room-- == 0) {
        return;
      }
      Question question = entry.getValue();
      if (!question.shown) {
        question.shown = true;
        question.run.output().ask(entry.getKey(), question.thread);
      }
    }
  }
}
