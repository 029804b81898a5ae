package interleave.proof;

import interleave.kernel.Outcome;
import interleave.notebook.Cell.CodeCell;

/**
 * One run of one cell of a lesson.
 *
 * @param shown the cell with what a page would show
 */
record RanCell(Outcome outcome, CodeCell shown) {}
