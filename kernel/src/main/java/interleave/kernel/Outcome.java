package interleave.kernel;

import interleave.display.MimeBundle;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a run of a cell ended. The learner's mistakes are data here; exceptions are ours. */
public sealed interface Outcome {

  /**
   * Ran to its end. {@code value} is that of the last expression, null if there is none to show.
   */
  record Completed(@Nullable MimeBundle value) implements Outcome {}

  /**
   * Does not compile. If it does not even parse, nothing has run; otherwise what stands above the
   * mistake has.
   */
  record Rejected(List<Diagnostic> diagnostics) implements Outcome {
    public Rejected {
      diagnostics = List.copyOf(diagnostics);
    }
  }

  /** Ended by an exception. */
  record Threw(Failure failure) implements Outcome {}

  /** Stopped by the reader; the variables are kept. */
  record Stopped() implements Outcome {}

  /**
   * The worker is gone, and the variables with it. {@code reason} says what happened, as a
   * sentence.
   */
  record WorkerLost(String reason) implements Outcome {}
}
