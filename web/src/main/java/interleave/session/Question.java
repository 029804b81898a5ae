package interleave.session;

import interleave.kernel.CellId;

/**
 * What a tab wants to know while its reader types. Changes nothing.
 *
 * <p>Cursors are offsets into the source, in UTF-16 units.
 */
public sealed interface Question {

  /** The tab's number for it, which the answer repeats. */
  long request();

  String source();

  /** What could stand at the cursor? */
  record Complete(long request, String source, int cursor) implements Question {}

  /** What does the call take whose arguments are being typed? */
  record Call(long request, String source, int cursor) implements Question {}

  /** What does the name at the cursor mean? */
  record Explain(long request, String source, int cursor) implements Question {}

  /** How would the source look, laid out anew? */
  record Format(long request, String source) implements Question {}

  /** What is wrong with the cell as it stands? */
  record Check(long request, CellId cell, String source) implements Question {}
}
