package interleave.kernel.jshell;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Ends a worker that does not answer a stop: one that is frozen may not even take the command. */
final class StopAlarm {
  /** What the worker takes at most to report what does not listen, and three seconds more. */
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final WorkerProcess process;
  private final WorkerEnd end;
  private final AtomicReference<@Nullable Alarm> waiting = new AtomicReference<>();

  StopAlarm(WorkerProcess process, WorkerEnd end) {
    this.process = process;
    this.end = end;
  }

  /** To be called before the worker is told. */
  void set() {
    replace(new Alarm("stop of worker " + process.pid(), LIMIT, this::unanswered));
  }

  void answered() {
    replace(null);
  }

  private void replace(@Nullable Alarm next) {
    Alarm before = waiting.getAndSet(next);
    if (before != null) {
      before.close();
    }
  }

  private void unanswered() {
    if (!process.isAlive()) {
      return; // it had ended before it was told to stop
    }
    end.kill(
        "Java had to be restarted, because it did not answer the stop for "
            + LIMIT.toSeconds()
            + " s. Your text and outputs are kept, the variables are gone.");
  }
}
