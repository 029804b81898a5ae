/** Proves lessons: everything in them runs, and every exercise judges as its author meant. */
@NullMarked
package interleave.proof;

import org.jspecify.annotations.NullMarked;
