package interleave.session;

import interleave.kernel.Completions;
import interleave.kernel.Diagnostic;
import interleave.kernel.Documentation;
import interleave.kernel.Signatures;
import interleave.notebook.Change;
import interleave.notebook.Notebook;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a page is told. */
public sealed interface Message {

  /**
   * Everything; the next update has the number after {@code seq}.
   *
   * @param session another one since the page was last told means that the notebook was read from
   *     its file again: what was not written is not in it
   */
  record Snapshot(String session, long seq, Notebook notebook) implements Message {}

  record Update(long seq, Change change) implements Message {}

  /** The answer to what one tab asked; no change, so it has no number. */
  sealed interface Answer extends Message {
    /** The tab's number for the question. */
    long request();
  }

  record Completed(long request, Completions completions) implements Answer {}

  record Called(long request, Signatures signatures) implements Answer {}

  record Explained(long request, Optional<Documentation> documentation) implements Answer {}

  record Checked(long request, List<Diagnostic> diagnostics) implements Answer {
    public Checked {
      diagnostics = List.copyOf(diagnostics);
    }
  }

  /** Somebody is there. */
  record Pong() implements Message {}

  /** {@code source} is null if it could not be done, and {@code problem} says why. */
  record Formatted(long request, @Nullable String source, @Nullable String problem)
      implements Answer {}

  /** The notebook was deleted; nothing comes after this. */
  record Deleted() implements Message {}

  /** What the page sent was not understood. */
  record Refused(String reason) implements Message {}
}
