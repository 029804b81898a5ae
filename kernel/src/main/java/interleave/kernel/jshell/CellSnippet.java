package interleave.kernel.jshell;

import interleave.worker.Origin;
import java.util.List;

/**
 * What is given to JShell at once.
 *
 * @param lines see {@link Origin}
 * @param rearranged whether JShell will move parts of this about, so that {@code lines} is not to
 *     be trusted
 * @param hasValue whether this ends with the cell's last expression
 * @param names what it declares and uses
 * @param apart the same, one statement at a time: for when the whole is refused only because it is
 *     one block
 */
record CellSnippet(
    SnippetText text,
    List<Integer> lines,
    boolean rearranged,
    boolean hasValue,
    Names names,
    List<CellSnippet> apart) {

  Origin origin(String cell) {
    return new Origin(cell, lines);
  }
}
