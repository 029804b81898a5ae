package interleave.kernel.jshell;

import interleave.kernel.jshell.CellSplitter.Split;
import java.util.List;

/**
 * What has to be known to look at a cell as it stands, taken at one moment, so that nobody who
 * thinks about a cell keeps JShell from running one.
 *
 * @param header package and imports that make what exists visible
 * @param pieces of the source up to its end, or up to where it stops being Java
 */
record Surroundings(String header, String classPath, Split split, List<Piece> pieces) {}
