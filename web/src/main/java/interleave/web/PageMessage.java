package interleave.web;

import interleave.notebook.Operation.ByReader;

/** What a page says. */
sealed interface PageMessage {

  /** The reader does something to the notebook. */
  record Operate(ByReader operation) implements PageMessage {}

  /**
   * The reader is typing, and may want to know what could come next.
   *
   * @param request the page's number for this
   * @param cursor offset into the source, in UTF-16 units
   */
  record Complete(long request, String source, int cursor) implements PageMessage {}
}
