package interleave.session;

import interleave.kernel.Kernel;
import interleave.notebook.Operation;
import java.time.Duration;
import java.time.Instant;

/** What lies in a session's inbox. */
sealed interface Letter {

  record Operate(Operation operation) implements Letter {}

  record Connect(Client client) implements Letter {}

  record Disconnect(Client client) implements Letter {}

  record CatchUp(Client client) implements Letter {}

  /** The kernel has said something. */
  record Heard(KernelFeed feed) implements Letter {}

  /** A kernel is ready; whoever reads this has to close it. */
  record Started(LiveKernel kernel) implements Letter {}

  /** The thread of an effect has nothing left to do. */
  record EffectEnded() implements Letter {}

  /** Somebody asks whether the notebook has been unused for this long. */
  record Look(Duration unused) implements Letter {}

  /** The lesson's file was written while the notebook is open. */
  record LessonWritten() implements Letter {}

  /** The file is to be deleted, and nobody writes it after this. */
  record Leave() implements Letter {}

  record Close() implements Letter {}

  /** A kernel in use, with the number by which the notebook knows it, and since when. */
  record LiveKernel(int number, Kernel kernel, KernelFeed feed, Instant since) {
    void close() {
      feed.close();
      kernel.close();
    }
  }
}
