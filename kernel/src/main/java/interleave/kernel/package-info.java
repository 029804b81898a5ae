/** The port: what a notebook asks of a kernel, in the words of cells. */
@NullMarked
package interleave.kernel;

import org.jspecify.annotations.NullMarked;
