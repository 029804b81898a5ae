package interleave.notebook;

import interleave.kernel.CellId;
import org.jspecify.annotations.Nullable;

/**
 * A deleted cell, and where it was.
 *
 * @param after the cell above it, null if it was the first
 * @param kernel the one that was in use: if it still is, the cell's run still counts
 */
public record Binned(Cell cell, @Nullable CellId after, int kernel) {}
