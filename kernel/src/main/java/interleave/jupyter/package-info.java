/** The same {@link interleave.kernel.Kernel} behind the Jupyter wire protocol. */
@NullMarked
package interleave.jupyter;

import org.jspecify.annotations.NullMarked;
