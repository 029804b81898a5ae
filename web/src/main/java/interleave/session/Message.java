package interleave.session;

import interleave.kernel.Completions;
import interleave.notebook.Change;
import interleave.notebook.Notebook;

/** What a page is told. */
public sealed interface Message {

  /** Everything; the next update has the number after {@code seq}. */
  record Snapshot(long seq, Notebook notebook) implements Message {}

  record Update(long seq, Change change) implements Message {}

  /** The answer to what one tab asked; no change, so it has no number. */
  record Completed(long request, Completions completions) implements Message {}

  /** What the page sent was not understood. */
  record Refused(String reason) implements Message {}
}
