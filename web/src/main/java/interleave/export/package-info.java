/** Notebooks in forms that other programs take, and that nothing is read back from. */
@NullMarked
package interleave.export;

import org.jspecify.annotations.NullMarked;
