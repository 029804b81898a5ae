package interleave.kernel.jshell;

import interleave.worker.Origin;
import java.util.List;

/**
 * What is given to JShell at once.
 *
 * @param hasValue whether this ends with the cell's last expression
 * @param apart the same, one statement at a time: for when the whole is refused only because it is
 *     one block
 */
record CellSnippet(
    SnippetText text,
    int firstLine,
    int lastLine,
    int linesAbove,
    boolean hasValue,
    List<CellSnippet> apart) {

  Origin origin(String cell) {
    return new Origin(cell, firstLine, lastLine, linesAbove);
  }
}
