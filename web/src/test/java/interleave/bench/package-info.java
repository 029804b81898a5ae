/** Whole-process measurements: medians of several rounds, printed as Markdown. */
@NullMarked
package interleave.bench;

import org.jspecify.annotations.NullMarked;
