package interleave.kernel.jshell;

import interleave.worker.Frame;
import interleave.worker.Frame.Command;
import interleave.worker.Frame.Report;
import interleave.worker.Stubborn;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Speaks with a worker. One virtual thread reads all it sends, in order: what a cell showed has
 * been passed on before the answer that follows it is. Whoever asked waits for the answer; there is
 * never more than one question under way.
 */
final class WorkerLink {
  private final WorkerProcess process;
  private final Listener listener;
  private final LinkedBlockingQueue<Optional<Report>> answers = new LinkedBlockingQueue<>();
  private boolean exiting;

  /** Called by the reading thread. */
  interface Listener {
    void happened(String cell, List<Frame.Event> events);

    void unstoppable(String cell, Stubborn threads);

    void stopWaits(Stubborn threads);

    void stillRunning(String cell, Stubborn threads);

    void stopEnded(boolean inCell, int threads);

    void ended(String reason);
  }

  WorkerLink(WorkerProcess process, Listener listener) {
    this.process = process;
    this.listener = listener;
  }

  void start() {
    Thread.ofVirtual().name("worker " + process.pid() + " events").start(this::read);
  }

  /** Sends without waiting; if the worker is gone, the next question will tell. */
  void tell(Command command) {
    try {
      process.wire().send(command);
    } catch (IOException e) {
      // read() sees the end of the stream and reports it, with the reason.
    }
  }

  /** The answer, or nothing if the worker is gone. */
  Optional<Report> ask(Command command) {
    tell(command);
    boolean interrupted = false;
    try {
      while (true) {
        try {
          Optional<Report> answer = answers.take();
          if (answer.isEmpty()) {
            answers.add(answer); // also for whoever asks next
          }
          return answer;
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void read() {
    try {
      while (true) {
        switch (process.wire().receive()) {
          case Frame.Happened(var cell, var events) -> listener.happened(cell, events);
          case Frame.Unstoppable(var cell, var threads) -> listener.unstoppable(cell, threads);
          case Frame.StopWaits(var threads) -> listener.stopWaits(threads);
          case Frame.StillRunning(var cell, var threads) -> listener.stillRunning(cell, threads);
          case Frame.StopEnded(var inCell, var threads) -> listener.stopEnded(inCell, threads);
          case Frame.Exiting() -> exiting = true;
          case Report answer -> answers.add(Optional.of(answer));
          case Command command -> throw new IOException("a worker does not command: " + command);
        }
      }
    } catch (IOException e) {
      listener.ended(process.reason(exiting));
    } catch (RuntimeException | Error e) {
      // A mistake of ours, or too little memory here. The worker is of no use to anyone whom nobody
      // listens to.
      process.kill();
      listener.ended(
          "Interleave could not read what Java sent ("
              + e
              + "). Your text and outputs are kept, the variables are gone.");
    } finally {
      answers.add(Optional.empty());
    }
  }
}
